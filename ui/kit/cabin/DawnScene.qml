// The quiet picture of the cabin at dawn. Four small things move, at 10 frames a second; in the care mode
// and when hidden, none.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    property bool running: root.visible && Theme.moves
    // 0 = before dawn … 1 = the sun has risen; it rises once and then only the clouds drift.
    property real dawn: Theme.moves ? 0.35 : 1
    property real drift: 0

    // In a narrow place the ground is drawn smaller, so that the cabin keeps air around it.
    readonly property real groundHeight: Math.min(root.height, root.width * 0.82)

    implicitHeight: Theme.mm(200)
    clip: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("清晨的政务晓屋")

    Timer {
        interval: 100
        repeat: true
        running: root.running
        onTriggered: {
            root.drift = (root.drift + 0.0004) % 1;
            root.dawn = Math.min(1, root.dawn + 0.002);
        }
    }
    Image {
        anchors.fill: parent
        source: width < 1 || height < 1 ? "" : "qrc:/xiaowu/pictures/dawn-sky.svg"
        sourceSize.width: Math.ceil(width)
        sourceSize.height: Math.ceil(height)
        asynchronous: true
        fillMode: Image.Stretch
    }
    Picture {
        name: "dawn-sun"
        width: root.groundHeight * 0.62
        height: width
        x: root.width * 0.7 - width / 2
        y: Math.round(root.height - root.groundHeight * (0.38 + 0.34 * root.dawn) - height / 2)
    }
    Repeater {
        model: [{
                "at": 0.05,
                "up": 0.10,
                "size": 0.34
            }, {
                "at": 0.45,
                "up": 0.24,
                "size": 0.24
            }, {
                "at": 0.80,
                "up": 0.05,
                "size": 0.28
            }]

        Picture {
            id: cloud

            required property var modelData

            name: "dawn-cloud"
            width: root.height * cloud.modelData.size * 1.4
            height: root.height * cloud.modelData.size * 0.5
            x: Math.round(((cloud.modelData.at + root.drift) % 1) * (root.width + width) - width)
            y: root.height * cloud.modelData.up
        }
    }
    Image {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: root.groundHeight
        source: height < 1 ? "" : "qrc:/xiaowu/pictures/dawn-ground.svg"
        sourceSize.height: Math.ceil(height)
        asynchronous: true
        fillMode: Image.PreserveAspectCrop
        verticalAlignment: Image.AlignBottom
    }
}
