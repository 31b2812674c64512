// A button that gives one order.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

ButtonBase {
    id: root

    // Lit while what it does is in force.
    property bool active: false
    property bool serious: false
    // The one to press now.
    property bool isNext: false
    readonly property color restFill: root.active ? Theme.attentionSoft : Theme.paper
    readonly property color lightInk: root.active ? Theme.attention : Theme.primary
    readonly property color lightEdge: root.active ? Theme.attention : Theme.line

    Layout.fillWidth: true
    Layout.preferredWidth: 60
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    minimumHeight: 40
    leftPadding: 6
    rightPadding: 6
    topPadding: 3
    textSize: 14
    weight: root.active ? Font.Bold : Font.Normal
    fill: root.isNext ? Theme.highlight : root.restFill
    fillPressed: Theme.primarySoftPressed
    ink: root.serious ? Theme.problem : root.lightInk
    edge: root.serious ? Theme.problem : root.lightEdge
}
