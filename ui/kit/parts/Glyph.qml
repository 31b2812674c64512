// Small one-colour signs for buttons and states, as strokes in a 24 × 24 box.
import QtQuick
import QtQuick.Shapes
import Xiaowu.Kit

Item {
    id: root

    required property string name
    property color color: Theme.ink
    property real thickness: 2.4
    readonly property var paths: ({
            "back": "M10 5 L3.5 12 L10 19 M4 12 L20.5 12",
            "next": "M14 5 L20.5 12 L14 19 M20 12 L3.5 12",
            "chevron": "M9 5 L16 12 L9 19",
            "up": "M5 15 L12 8 L19 15",
            "down": "M5 9 L12 16 L19 9",
            "tick": "M4.5 12.5 L10 18 L19.5 7",
            "cross": "M6 6 L18 18 M18 6 L6 18",
            "bell": "M4 17.5H20 M6 17.5V11A6 6 0 0 1 18 11V17.5 M10 20.6A2.2 2.2 0 0 0 14 20.6 M12 2.6V4.6",
            "erase": "M8 5 L21 5 L21 19 L8 19 L2.5 12 Z M11 9.2 L16.6 14.8 M16.6 9.2 L11 14.8",
            "exclaim": "M12 5 L12 13.5 M12 18.6 L12 18.8",
            "question": "M8 9 A4 4 0 1 1 13.4 12.6 C12.3 13.1 12 13.8 12 15 M12 18.8 L12 19",
            "globe": "M3 12A9 9 0 1 1 21 12A9 9 0 1 1 3 12ZM3 12H21M12 3C7 8 7 16 12 21M12 3C17 8 17 16 12 21",
            "bigger": "M3 20 L9.5 4 L16 20 M5.4 14.5 L13.6 14.5 M19 4 L19 11 M15.5 7.5 L22.5 7.5",
            "lower": "M12 3 L12 15 M6.5 10 L12 15.5 L17.5 10 M4 20.5 L20 20.5",
            "raise": "M12 21 L12 9 M6.5 14 L12 8.5 L17.5 14 M4 3.5 L20 3.5",
            "clock": "M3 12 A9 9 0 1 1 21 12 A9 9 0 1 1 3 12 Z M12 7 L12 12 L15.8 14.2",
            "redo": "M19.5 7 L19.5 12 L14.5 12 M19 12 A7.5 7.5 0 1 0 17 17.3",
            "stop": "M7 7 L17 7 L17 17 L7 17 Z",
            "pen": "M4 20 L5 15.5 L16.5 4 L20 7.5 L8.5 19 Z M13.5 7 L17 10.5"
        })

    implicitWidth: Theme.bodySize
    implicitHeight: implicitWidth
    Accessible.ignored: true

    // Inside, because a Shape of Qt 6.8 takes its own size from its path: with the path scaled to it, that is a loop.
    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: root.color
            strokeWidth: root.thickness * root.width / 24
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            scale: Qt.size(root.width / 24, root.height / 24)

            PathSvg {
                path: root.paths[root.name] ?? ""
            }
        }
    }
}
