// A sheet to sign on with the finger. toImage() gives the strokes on white; nothing is kept after clear().
import QtQuick
import Xiaowu.Kit

FocusScope {
    id: root

    property string hint: qsTr("请用手指在框里写上您的名字")
    readonly property alias strokeCount: strokes.strokeCount
    readonly property alias inkLength: strokes.inkLength
    property alias sheet: strokes

    signal signed
    signal cleared

    function clear() {
        strokes.clear();
        root.cleared();
    }
    function toImage() {
        return strokes.toImage();
    }

    implicitWidth: Theme.mm(180)
    implicitHeight: Theme.mm(110)
    Accessible.role: Accessible.Canvas
    Accessible.name: qsTr("签名框")
    Accessible.description: root.strokeCount === 0 ? root.hint : qsTr("已经写了 %1 笔").arg(root.strokeCount)

    Card {
        anchors.fill: parent
        edge: Theme.edge
        edgeWidth: Theme.stroke
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: Theme.padding * 2
            bottomMargin: parent.height * 0.24
        }
        height: Theme.hairline
        color: Theme.line
    }
    Column {
        anchors.centerIn: parent
        visible: root.strokeCount === 0 && !strokes.writing
        spacing: Theme.mm(3)

        Picture {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.mm(36)
            height: width
            name: "finger-signing"
        }
        KitText {
            width: Math.min(implicitWidth, root.width - Theme.padding * 2)
            anchors.horizontalCenter: parent.horizontalCenter
            horizontalAlignment: Text.AlignHCenter
            color: Theme.muted
            text: root.hint
        }
    }
    StrokeItem {
        id: strokes
        anchors.fill: parent
        anchors.margins: Theme.mm(2)
        color: Theme.ink
        thickness: Theme.mm(1.6)
        onStrokeFinished: root.signed()
    }
    TextButton {
        anchors {
            right: parent.right
            top: parent.top
            margins: Theme.mm(2)
        }
        visible: root.strokeCount > 0
        glyph: "redo"
        text: qsTr("重写")
        onClicked: root.clear()
    }
}
