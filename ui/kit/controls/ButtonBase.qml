// What every button shares: size, focus ring, states, Enter beside Space. Use the named buttons, not this
// one.
import QtQuick
import QtQuick.Templates as T
import Xiaowu.Kit

T.AbstractButton {
    id: root

    property string glyph: ""
    property bool glyphAfter: false
    property color fill: Theme.primary
    property color fillPressed: Theme.primaryPressed
    property color ink: Theme.primaryInk
    property color edge: "transparent"
    property int textSize: Theme.bodySize
    property int weight: Font.Bold
    property bool ringOnDark: false
    property int minimumHeight: Theme.target
    property string hint: ""
    readonly property color face: root.pressed ? root.fillPressed : root.fill

    implicitWidth: Math.max(Theme.target * 1.6, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(root.minimumHeight, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.padding
    rightPadding: Theme.padding
    topPadding: Theme.mm(2.5)
    bottomPadding: topPadding
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.description: root.hint
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            color: root.enabled ? root.face : Theme.disabledFill
            border.width: root.enabled && root.edge.a === 0 ? 0 : Theme.stroke
            border.color: root.enabled ? root.edge : Theme.line
        }
        FocusRing {
            shown: root.visualFocus
            dark: root.ringOnDark
        }
    }
    contentItem: ButtonFace {
        text: root.text
        glyph: root.glyph
        glyphAfter: root.glyphAfter
        ink: root.enabled ? root.ink : Theme.disabledInk
        textSize: root.textSize
        weight: root.weight
    }
}
