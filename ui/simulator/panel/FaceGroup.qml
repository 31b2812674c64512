pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator
import Xiaowu.Kit

PanelGroup {
    id: root

    required property PanelModel panel
    required property string person
    // Who steps beside him: the holder twice would be nobody else.
    readonly property string other: root.panel.persons[root.panel.persons[0] === root.person ? 1 : 0] ?? root.person
    readonly property string camera: root.panel.stateOf(root.panel.states, "camera")
    readonly property string face: root.panel.stateOf(root.panel.states, "face")
    readonly property bool nirUnplugged: root.panel.stateOf(root.panel.states, "nir") !== ""
    readonly property list<string> acts: ["blink", "mouth", "left", "right"]
    readonly property list<string> actWords: [qsTr("眨眼"), qsTr("张嘴"), qsTr("向左转"), qsTr("向右转")]
    readonly property bool dark: root.panel.stateOf(root.panel.states, "light") !== ""
    readonly property list<string> looks: ["person", "photo", "bent", "screen", "mask"]
    readonly property list<string> words: [qsTr("本人"), qsTr("照片"), qsTr("弯照片"), qsTr("手机屏"), qsTr("口罩")]

    title: qsTr("摄像头前")
    restText: qsTr("没有人")
    stateText: root.panel.faceLine(root.panel.states)

    RowLayout {
        spacing: 5

        Repeater {
            model: root.looks

            PanelKey {
                required property int index
                required property string modelData
                text: root.words[index]
                isNext: index === 0 && root.panel.nextOrder === "face.show"
                active: root.face === root.person + " " + modelData
                onClicked: root.panel.run("face.show " + root.person + " " + modelData)
            }
        }
        PanelKey {
            text: qsTr("走开")
            onClicked: root.panel.run("face.gone")
        }
    }
    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("第二个人")
            onClicked: root.panel.run("face.second " + root.other)
        }
        PanelKey {
            text: qsTr("暗")
            active: root.dark
            onClicked: root.panel.turn("light.low", !active)
        }
        PanelKey {
            text: qsTr("画面不动")
            active: root.camera === "frozen"
            onClicked: root.panel.turn("cam.freeze", !active)
        }
        PanelKey {
            text: qsTr("拔线")
            active: root.camera === "unplugged"
            onClicked: root.panel.turn("cam.unplug", !active)
        }
        PanelKey {
            text: qsTr("红外拔线")
            active: root.nirUnplugged
            onClicked: root.panel.turn("cam.nirunplug", !active)
        }
    }
    RowLayout {
        spacing: 5

        Repeater {
            model: root.acts

            PanelKey {
                required property int index
                required property string modelData
                text: root.actWords[index]
                onClicked: root.panel.run("face.do " + modelData)
            }
        }
    }
    PanelLabel {
        Layout.fillWidth: true
        font.pixelSize: 12
        color: Theme.muted
        wrapMode: Text.Wrap
        text: qsTr("画面里的脸是画出来的模型，不是真人：和人物的性别、年龄不一定相符。")
    }
}
