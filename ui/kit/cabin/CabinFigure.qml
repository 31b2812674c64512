// The cabin's front, with the place lit where something is to be done now, an arrow, and a few words
// beside it.
import QtQuick
import QtQuick.Shapes
import Xiaowu.Kit

Item {
    id: root

    enum Place {
        None,
        Screen,
        Camera,
        CardPlate,
        DocumentGlass,
        SheetTray,
        SlipSlot,
        HelpBell,
        FingerReader
    }

    required property int place
    property string words: ""
    readonly property list<string> names: [
        // The whole, and what a person looks at.
        qsTr("政务晓屋的正面"), qsTr("屏幕"), qsTr("摄像头"),
        // Where cards and papers go.
        qsTr("身份证感应区"), qsTr("高拍仪"), qsTr("出纸口"), qsTr("小票口"),
        // What is pressed.
        qsTr("求助按钮"), qsTr("指纹仪")]
    // The places in the drawing's 400 × 520 box: x, y, width, height.
    readonly property var boxes: [
        // The whole, the screen, the camera.
        [0, 0, 0, 0], [104, 88, 192, 150], [176, 50, 48, 28],
        // Plate, glass, tray, slot.
        [118, 262, 76, 50], [22, 268, 68, 74], [112, 372, 176, 44], [314, 262, 60, 40],
        // Bell and reader.
        [320, 186, 48, 48], [226, 262, 50, 50]]
    readonly property var box: root.boxes[root.place]
    readonly property string placeName: root.names[root.place]
    readonly property real unit: Math.min(width / 400, height / 520)
    // The places that the arrow points at from above.
    readonly property bool onTop: root.place === CabinFigure.Screen || root.place === CabinFigure.HelpBell
    readonly property bool fromAbove: root.onTop || root.place === CabinFigure.SheetTray
    readonly property bool fromBelow: !root.fromAbove && root.place !== CabinFigure.None

    implicitWidth: Theme.mm(100)
    implicitHeight: Theme.mm(130)
    Accessible.role: Accessible.Graphic
    Accessible.name: root.place === CabinFigure.None ? root.placeName : qsTr("位置：%1").arg(root.placeName)
    Accessible.description: root.words

    Item {
        id: plan
        anchors.centerIn: parent
        width: root.unit * 400
        height: root.unit * 520

        Picture {
            anchors.fill: parent
            name: "cabin-front"
        }
        Rectangle {
            id: light

            readonly property real room: 9 * root.unit

            visible: root.place !== CabinFigure.None
            x: root.box[0] * root.unit - room
            y: root.box[1] * root.unit - room
            width: root.box[2] * root.unit + room * 2
            height: root.box[3] * root.unit + room * 2
            radius: 16 * root.unit
            color: "transparent"
            border.width: 7 * root.unit
            border.color: Theme.accent

            Rectangle {
                anchors.fill: parent
                anchors.margins: -5 * root.unit
                radius: parent.radius + 5 * root.unit
                color: "transparent"
                border.width: 5 * root.unit
                border.color: Theme.highlight
            }
        }
        Item {
            id: arrow

            property real bob: 0

            visible: light.visible
            width: 56 * root.unit
            height: 64 * root.unit
            x: light.x + light.width / 2 - width / 2
            readonly property real below: light.y + light.height + Theme.mm(2) + arrow.bob
            readonly property real over: light.y - height - Theme.mm(2) - arrow.bob
            y: root.fromBelow ? arrow.below : arrow.over
            rotation: root.fromBelow ? 180 : 0

            Shape {
                anchors.fill: parent

                ShapePath {
                    strokeColor: Theme.primary
                    strokeWidth: 4
                    fillColor: Theme.accent
                    joinStyle: ShapePath.RoundJoin
                    scale: Qt.size(root.unit, root.unit)

                    PathSvg {
                        path: "M18 4 L38 4 L38 30 L52 30 L28 60 L4 30 L18 30 Z"
                    }
                }
            }
            // Two still positions, one change each half second: 1 Hz, and cheap to draw.
            Timer {
                interval: 500
                repeat: true
                running: root.visible && light.visible && Theme.moves
                onTriggered: arrow.bob = arrow.bob === 0 ? Theme.mm(2) : 0
            }
        }
        Rectangle {
            visible: root.words !== "" && light.visible
            readonly property real centred: light.x + light.width / 2 - width / 2
            readonly property real rightmost: plan.width + root.unit * 20 - width
            readonly property real below: light.y + light.height + arrow.height + Theme.mm(5)
            readonly property real over: light.y - arrow.height - height - Theme.mm(5)
            x: Math.max(-root.unit * 20, Math.min(centred, rightmost))
            y: root.fromBelow ? below : over
            width: tag.implicitWidth + Theme.mm(9)
            height: tag.implicitHeight + Theme.mm(4)
            radius: height / 2
            color: Theme.primary
            border.width: Theme.hairline * 2
            border.color: Theme.paper

            KitText {
                id: tag
                anchors.centerIn: parent
                Accessible.ignored: true
                font.weight: Font.Bold
                color: Theme.primaryInk
                text: root.words
            }
        }
    }
}
