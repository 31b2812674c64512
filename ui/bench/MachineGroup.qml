import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench
import Xiaowu.Kit

BenchGroup {
    id: root

    required property BenchModel bench
    readonly property bool full: root.bench.stateOf(root.bench.states, "disk") !== ""
    readonly property string clock: root.bench.stateOf(root.bench.states, "clock")

    title: qsTr("整机")
    stateText: Theme.join([root.full ? qsTr("磁盘满") : "", root.clock === "" ? "" : qsTr("时钟 %1 秒").arg(root.clock)], " · ")

    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("停电")
            serious: true
            hint: qsTr("程序马上被杀掉")
            onClicked: root.bench.run("power.cut")
        }
        BenchKey {
            text: qsTr("磁盘满")
            active: root.full
            onClicked: root.bench.run(active ? "disk.fill off" : "disk.fill on")
        }
        BenchKey {
            text: qsTr("慢 1 小时")
            onClicked: root.bench.run("clock.shift -3600")
        }
        BenchKey {
            text: qsTr("快 1 小时")
            onClicked: root.bench.run("clock.shift 3600")
        }
        BenchKey {
            text: qsTr("准点")
            onClicked: root.bench.run("clock.shift 0")
        }
    }
}
