// One answer of several, in a list: a radio mark, the answer, and perhaps a line. The page keeps which one
// is selected.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

CardButton {
    id: root

    required property string title
    property string line: ""
    // A box that can be ticked beside others, instead of one of several.
    property bool manyAllowed: false

    text: root.title
    checkable: false
    Accessible.role: root.manyAllowed ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: root.selected
    Accessible.description: root.line

    contentItem: RowLayout {
        spacing: Theme.mm(5)

        Rectangle {
            Layout.preferredWidth: Theme.mm(10)
            Layout.preferredHeight: Theme.mm(10)
            radius: root.manyAllowed ? Theme.mm(2) : width / 2
            color: root.selected ? Theme.primary : Theme.paper
            border.width: Theme.stroke
            border.color: root.selected ? Theme.primary : Theme.edge

            Glyph {
                anchors.centerIn: parent
                visible: root.selected
                width: parent.width * 0.66
                height: width
                name: "tick"
                color: Theme.primaryInk
                thickness: 3.2
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

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
        }
    }
}
