// One of a few ways to go: drawing, title, one plain line. `stacked` puts the drawing above the words (for
// grids of three).
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

CardButton {
    id: root

    required property string title
    property string line: ""
    property string picture: ""
    property bool stacked: false
    property int pictureSize: Theme.mm(Theme.care ? 21 : 19)

    text: root.title
    Accessible.description: root.line

    contentItem: GridLayout {
        columns: root.stacked ? 1 : 3
        columnSpacing: Theme.mm(5)
        rowSpacing: Theme.mm(2)

        Rectangle {
            visible: root.picture !== ""
            Layout.preferredWidth: root.pictureSize
            Layout.preferredHeight: root.pictureSize
            Layout.alignment: Qt.AlignVCenter | Qt.AlignLeft
            radius: Theme.radius
            color: root.enabled ? Theme.primarySoft : Theme.paper

            Picture {
                anchors.fill: parent
                anchors.margins: parent.width * 0.13
                name: root.picture
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: 0

            KitText {
                Layout.fillWidth: true
                Accessible.ignored: true
                kind: KitText.Lead
                font.weight: Font.Bold
                text: root.title
                color: root.enabled ? Theme.ink : Theme.disabledInk
            }
            KitText {
                Layout.fillWidth: true
                Accessible.ignored: true
                visible: root.line !== ""
                kind: KitText.Small
                text: root.line
                color: Theme.muted
            }
        }
        Glyph {
            visible: !root.stacked
            name: root.selected ? "tick" : "chevron"
            color: Theme.primary
            Layout.alignment: Qt.AlignVCenter
            Layout.preferredWidth: Theme.bodySize
            Layout.preferredHeight: Theme.bodySize
        }
    }
}
