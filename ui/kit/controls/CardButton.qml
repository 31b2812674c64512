// A card that can be pressed: base of ChoiceCard, ItemCard, ChoiceRow and the rating's answers.
import QtQuick
import QtQuick.Templates as T
import Xiaowu.Kit

T.AbstractButton {
    id: root

    property bool selected: false
    property string name: root.text
    readonly property color calm: root.selected ? Theme.primarySoft : Theme.paper
    readonly property color face: root.pressed ? Theme.primarySoftPressed : root.calm

    implicitWidth: Math.max(Theme.target * 2, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.mm(Theme.care ? 4 : 4.5)
    leftPadding: Theme.padding
    rightPadding: Theme.padding
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: root.name
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Item {
        Card {
            anchors.fill: parent
            raised: root.enabled && !root.pressed
            fill: root.enabled ? root.face : Theme.disabledFill
            edge: root.selected || root.pressed ? Theme.primary : Theme.line
            edgeWidth: root.selected ? Theme.stroke : Theme.hairline
        }
        FocusRing {
            shown: root.visualFocus
        }
    }
}
