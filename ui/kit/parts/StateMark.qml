// The shape that goes with a state, so that colour never speaks alone: ● tick, ▲ exclamation, ■ cross, ◆
// question.
import QtQuick
import QtQuick.Shapes
import Xiaowu.Kit

Item {
    id: root

    // One of StateBadge.Good, Attention, Problem, Unknown.
    required property int mark
    readonly property color tone: Theme.tones[root.mark]
    readonly property string disc: "M1 12 A11 11 0 1 1 23 12 A11 11 0 1 1 1 12 Z"
    readonly property string triangle: "M12 1.5 L23.5 22 L0.5 22 Z"
    readonly property string octagon: "M7.5 1 L16.5 1 L23 7.5 L23 16.5 L16.5 23 L7.5 23 L1 16.5 L1 7.5 Z"
    readonly property string diamond: "M12 0.5 L23.5 12 L12 23.5 L0.5 12 Z"
    readonly property string outline: [root.disc, root.triangle, root.octagon, root.diamond][root.mark]

    implicitWidth: Theme.bodySize
    implicitHeight: implicitWidth
    Accessible.ignored: true

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: root.tone
            strokeWidth: 1
            fillColor: root.tone
            joinStyle: ShapePath.RoundJoin
            scale: Qt.size(root.width / 24, root.height / 24)

            PathSvg {
                path: root.outline
            }
        }
    }
    Glyph {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: root.mark === StateBadge.Attention ? root.height * 0.1 : 0
        width: root.width * 0.62
        height: width
        name: ["tick", "exclaim", "cross", "question"][root.mark]
        color: "#FFFFFF"
        thickness: 3.6
    }
}
