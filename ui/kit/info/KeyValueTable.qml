// Facts read from a card, a register or a form: label, value, and where it comes from. `masked` hides the
// values, not the labels.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    // A list of { label, value, source }; source is "A", "B", "C", "D" or "".
    required property var rows
    property bool masked: false
    property real labelShare: 0.32

    implicitHeight: column.implicitHeight + Theme.mm(4)
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("信息表")

    Card {
        anchors.fill: parent
    }
    Column {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.padding
            rightMargin: Theme.padding
        }

        Repeater {
            model: root.rows

            Item {
                id: row

                required property int index
                required property var modelData

                width: column.width
                implicitHeight: line.implicitHeight + Theme.mm(9)

                Rectangle {
                    visible: row.index > 0
                    width: parent.width
                    height: Theme.hairline
                    color: Theme.line
                }
                RowLayout {
                    id: line
                    anchors {
                        left: parent.left
                        right: parent.right
                        verticalCenter: parent.verticalCenter
                    }
                    spacing: Theme.mm(4)

                    KitText {
                        Layout.preferredWidth: root.width * root.labelShare
                        Layout.alignment: Qt.AlignTop
                        color: Theme.muted
                        text: row.modelData.label ?? ""
                    }
                    KitText {
                        Layout.fillWidth: true
                        kind: KitText.Strong
                        text: root.masked ? qsTr("已遮住") : row.modelData.value ?? ""
                        color: root.masked ? Theme.muted : Theme.ink
                    }
                    SourceBadge {
                        visible: (row.modelData.source ?? "") !== ""
                        grade: row.modelData.source ?? ""
                    }
                }
            }
        }
    }
}
