// A device with its present state and its buttons.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Rectangle {
    id: root

    required property string title
    property string stateText: ""
    // Said when there is no state to tell.
    property string restText: qsTr("正常")
    property bool plain: false
    readonly property color stateColor: root.stateText === "" ? Theme.success : Theme.attention
    default property alias content: column.data

    Layout.fillWidth: true
    implicitHeight: column.implicitHeight + 16
    radius: 6
    color: Theme.paper
    border.color: Theme.line
    Accessible.role: Accessible.Grouping
    Accessible.name: root.title

    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 8
        }
        spacing: 5

        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            PanelLabel {
                font.weight: Font.Bold
                text: root.title
            }
            PanelLabel {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                color: root.plain ? Theme.muted : root.stateColor
                text: root.stateText === "" ? root.restText : root.stateText
            }
        }
    }
}
