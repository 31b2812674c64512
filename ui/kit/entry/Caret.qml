// The blinking mark where the next letter goes: 1 Hz, still in the care mode.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    property bool active: true
    property bool on: true

    width: Theme.mm(1)
    height: Theme.bodySize * 1.3
    visible: root.active && root.on
    color: Theme.primary

    Timer {
        interval: 500
        repeat: true
        running: root.active && Theme.moves
        onTriggered: root.on = !root.on
        onRunningChanged: root.on = true
    }
}
