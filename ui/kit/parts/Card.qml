// White paper on the canvas: one hairline and a still shade below. No blur, so that it costs nothing to draw.
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    property color fill: Theme.paper
    property color edge: Theme.line
    property real edgeWidth: Theme.hairline
    property bool raised: true

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: Theme.mm(1.5)
        anchors.bottomMargin: -Theme.mm(1)
        visible: root.raised
        radius: Theme.radius
        color: Theme.shade
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: root.fill
        border.width: root.edgeWidth
        border.color: root.edge
    }
}
