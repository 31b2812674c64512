// The live picture from a camera. `source` is any object with a signal frameReady(QImage); the oval says
// where the face belongs.
import QtQuick
import QtQuick.Shapes
import Xiaowu.Kit

Item {
    id: root

    property QtObject source: null
    property bool guide: true
    // People expect a mirror when they look at themselves; papers are not mirrored.
    property bool mirrored: root.guide
    // What the check says now, as one of StateBadge's kinds, and in words.
    property int kind: StateBadge.Unknown
    property string words: ""
    property color ground: Theme.canvas
    readonly property alias hasFrame: frame.hasFrame
    readonly property real ovalWidth: Math.min(width * 0.8, height * 0.92 / 1.25)
    readonly property real ovalHeight: root.ovalWidth * 1.25
    readonly property string ovalForm: "M %1 %2 a %3 %4 0 1 0 %5 0 a %3 %4 0 1 0 -%5 0 Z"
    readonly property string ovalPlaced: root.ovalForm.arg((width - root.ovalWidth) / 2).arg(height / 2)
    readonly property string ovalRound: root.ovalPlaced.arg(root.ovalWidth / 2).arg(root.ovalHeight / 2)
    readonly property string oval: root.ovalRound.arg(root.ovalWidth)

    implicitWidth: Theme.mm(150)
    implicitHeight: Theme.mm(150)
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("摄像头画面")
    Accessible.description: root.words

    Rectangle {
        anchors.fill: parent
        radius: root.guide ? 0 : Theme.radius
        color: Theme.shade
    }
    Picture {
        anchors.centerIn: parent
        width: Math.min(parent.width, parent.height) * 0.5
        height: width
        visible: !frame.hasFrame
        name: root.guide ? "face-camera" : "paper-under-lens"
    }
    FrameItem {
        id: frame
        anchors.fill: parent
        cover: true
        mirrored: root.mirrored
        source: root.source
    }
    // Outside the oval the page's own colour covers the picture: a plain fill, no mask and no layer.
    Shape {
        anchors.fill: parent
        visible: root.guide

        ShapePath {
            strokeWidth: -1
            fillColor: root.ground
            fillRule: ShapePath.OddEvenFill

            // One pixel more on each side: an edge between two pixels would let the picture shine through
            // as a line.
            PathSvg {
                path: "M -1 -1 H %1 V %2 H -1 Z ".arg(root.width + 1).arg(root.height + 1) + root.oval
            }
        }
        ShapePath {
            strokeWidth: Theme.mm(2.4)
            strokeColor: [Theme.success, Theme.accent, Theme.problem, Theme.primary][root.kind]
            fillColor: "transparent"

            PathSvg {
                path: root.oval
            }
        }
    }
    StateBadge {
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: parent.bottom
            bottomMargin: Theme.mm(3)
        }
        visible: root.words !== ""
        kind: root.kind
        text: root.words
    }
}
