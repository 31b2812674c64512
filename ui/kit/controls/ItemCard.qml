// A service item in a list: name, one line of facts, and an honest word when it cannot be done here now.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

CardButton {
    id: root

    required property string title
    property string line: ""
    property string picture: ""
    property string badgeText: ""
    property int badge: StateBadge.Good
    property list<string> tags

    text: root.title
    Accessible.description: Theme.join([root.line, root.badgeText], qsTr("，"))

    contentItem: RowLayout {
        spacing: Theme.mm(5)

        Picture {
            visible: root.picture !== ""
            name: root.picture
            Layout.preferredWidth: Theme.mm(14)
            Layout.preferredHeight: Theme.mm(14)
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.mm(1.5)

            KitText {
                Layout.fillWidth: true
                Accessible.ignored: true
                kind: KitText.Strong
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
            Flow {
                Layout.fillWidth: true
                visible: root.badgeText !== "" || root.tags.length > 0
                spacing: Theme.mm(2)

                StateBadge {
                    width: Math.min(implicitWidth, parent.width)
                    visible: root.badgeText !== ""
                    kind: root.badge
                    text: root.badgeText
                }
                Repeater {
                    model: root.tags

                    Chip {
                        required property string modelData
                        text: modelData
                    }
                }
            }
        }
        Glyph {
            visible: root.enabled
            name: "chevron"
            color: Theme.primary
            Layout.preferredWidth: Theme.bodySize
            Layout.preferredHeight: Theme.bodySize
        }
    }
}
