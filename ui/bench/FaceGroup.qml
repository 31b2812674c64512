pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench
import Xiaowu.Kit

BenchGroup {
    id: root

    required property BenchModel bench
    required property string person
    readonly property string camera: root.bench.stateOf(root.bench.states, "camera")
    readonly property string face: root.bench.stateOf(root.bench.states, "face")
    readonly property bool nirUnplugged: root.bench.stateOf(root.bench.states, "nir") !== ""
    readonly property list<string> acts: ["blink", "mouth", "left", "right"]
    readonly property list<string> actWords: [qsTr("眨眼"), qsTr("张嘴"), qsTr("向左转"), qsTr("向右转")]
    readonly property bool dark: root.bench.stateOf(root.bench.states, "light") !== ""
    readonly property list<string> looks: ["person", "photo", "bent", "screen", "mask"]
    readonly property list<string> words: [qsTr("本人"), qsTr("照片"), qsTr("弯照片"), qsTr("手机屏"), qsTr("口罩")]

    title: qsTr("摄像头前")
    restText: qsTr("没有人")
    stateText: Theme.join([root.face, root.camera, root.nirUnplugged ? qsTr("没有红外") : "", root.dark ? qsTr("光线暗") : ""], " · ")

    RowLayout {
        spacing: 5

        Repeater {
            model: root.looks

            BenchKey {
                required property int index
                required property string modelData
                text: root.words[index]
                active: root.face === root.person + " " + modelData
                onClicked: root.bench.run("face.show " + root.person + " " + modelData)
            }
        }
        BenchKey {
            text: qsTr("走开")
            onClicked: root.bench.run("face.gone")
        }
    }
    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("第二个人")
            onClicked: root.bench.run("face.second " + root.person)
        }
        BenchKey {
            text: qsTr("暗")
            active: root.dark
            onClicked: root.bench.run(active ? "light.low off" : "light.low on")
        }
        BenchKey {
            text: qsTr("画面不动")
            active: root.camera === "frozen"
            onClicked: root.bench.run(active ? "cam.freeze off" : "cam.freeze on")
        }
        BenchKey {
            text: qsTr("拔线")
            active: root.camera === "unplugged"
            onClicked: root.bench.run(active ? "cam.unplug off" : "cam.unplug on")
        }
        BenchKey {
            text: qsTr("红外拔线")
            active: root.nirUnplugged
            onClicked: root.bench.run(active ? "cam.nirunplug off" : "cam.nirunplug on")
        }
    }
    RowLayout {
        spacing: 5

        Repeater {
            model: root.acts

            BenchKey {
                required property int index
                required property string modelData
                text: root.actWords[index]
                onClicked: root.bench.run("face.do " + modelData)
            }
        }
    }
}
