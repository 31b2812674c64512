// A key of the pads. Pressing it leaves the keyboard focus where it is, so that the field goes on receiving.
import QtQuick
import Xiaowu.Kit

ButtonBase {
    id: root

    property bool quiet: false

    implicitWidth: Theme.target
    leftPadding: Theme.mm(1)
    rightPadding: Theme.mm(1)
    topPadding: Theme.mm(1)
    fill: root.quiet ? Theme.primarySoft : Theme.paper
    fillPressed: Theme.primarySoftPressed
    ink: root.quiet ? Theme.primary : Theme.ink
    edge: Theme.edge
    textSize: root.text.length > 1 ? Theme.bodySize : Theme.titleSize
    focusPolicy: Qt.TabFocus
}
