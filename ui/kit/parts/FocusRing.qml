// A two-tone ring around whatever has the keyboard: dark on light ground, and light inside so that it also
// shows on a dark fill.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    required property bool shown
    property real cornerRadius: Theme.radius
    property bool dark: false

    anchors.fill: parent
    anchors.margins: -Theme.ring - Theme.hairline
    visible: root.shown
    color: "transparent"
    radius: root.cornerRadius + Theme.ring
    border.width: Theme.ring
    border.color: root.dark ? Theme.highlight : Theme.ink
}
