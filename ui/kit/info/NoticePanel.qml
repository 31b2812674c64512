// When something went wrong (or right): what happened, what was kept, what now, who helps. An empty
// sentence is not shown.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Rectangle {
    id: root

    required property string happened
    property string kept: ""
    property string now: ""
    property string helper: ""
    property int kind: StateBadge.Attention
    property string picture: ""
    readonly property color tone: [Theme.success, Theme.attention, Theme.problem, Theme.unknown][root.kind]
    readonly property bool beside: root.picture !== "" && root.width > Theme.mm(230)

    implicitHeight: grid.implicitHeight + Theme.padding * 2
    radius: Theme.radius
    color: [Theme.successSoft, Theme.attentionSoft, Theme.problemSoft, Theme.unknownSoft][root.kind]
    border.width: Theme.hairline
    border.color: root.tone
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Theme.join([root.happened, root.kept, root.now, root.helper], "\n")

    GridLayout {
        id: grid
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.padding
        }
        columns: root.beside ? 2 : 1
        columnSpacing: Theme.padding
        rowSpacing: Theme.mm(3)

        Picture {
            visible: root.picture !== ""
            name: root.picture
            Layout.alignment: root.beside ? Qt.AlignTop : Qt.AlignHCenter
            Layout.preferredWidth: Theme.mm(60)
            Layout.preferredHeight: Theme.mm(60)
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.mm(4)

            RowLayout {
                spacing: Theme.mm(4)

                StateMark {
                    mark: root.kind
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: Theme.leadSize * 0.22
                    Layout.preferredWidth: Theme.leadSize * 1.1
                    Layout.preferredHeight: Theme.leadSize * 1.1
                }
                KitText {
                    Layout.fillWidth: true
                    kind: KitText.Lead
                    font.weight: Font.Bold
                    color: root.tone
                    text: root.happened
                }
            }
            Repeater {
                model: [{
                        "label": qsTr("已保留"),
                        "words": root.kept
                    }, {
                        "label": qsTr("接下来"),
                        "words": root.now
                    }, {
                        "label": qsTr("帮忙"),
                        "words": root.helper
                    }]

                RowLayout {
                    id: part

                    required property var modelData

                    visible: part.modelData.words !== ""
                    Layout.fillWidth: true
                    spacing: Theme.mm(4)

                    KitText {
                        Layout.preferredWidth: Theme.bodySize * 3.2
                        Layout.alignment: Qt.AlignTop
                        kind: KitText.Strong
                        color: root.tone
                        text: part.modelData.label
                    }
                    KitText {
                        Layout.fillWidth: true
                        text: part.modelData.words
                    }
                }
            }
        }
    }
}
