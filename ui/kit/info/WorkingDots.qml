// Three dots that show work goes on: one change every half second, still in the care mode.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

Row {
    id: root

    property int lit: 0

    spacing: Theme.mm(2)
    Accessible.ignored: true

    Timer {
        interval: 500
        repeat: true
        running: root.visible && Theme.moves
        onTriggered: root.lit = (root.lit + 1) % 3
    }
    Repeater {
        model: 3

        Rectangle {
            required property int index
            width: Theme.mm(3)
            height: width
            radius: width / 2
            color: root.lit === index || !Theme.moves ? Theme.accent : Theme.line
        }
    }
}
