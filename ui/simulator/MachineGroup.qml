import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator
import Xiaowu.Kit

PanelGroup {
    id: root

    required property PanelModel panel
    readonly property bool full: root.panel.stateOf(root.panel.states, "disk") !== ""
    readonly property string clock: root.panel.stateOf(root.panel.states, "clock")

    title: qsTr("整机")
    stateText: Theme.join([root.full ? qsTr("磁盘满") : "", root.clock === "" ? "" : qsTr("时钟 %1 秒").arg(root.clock)], " · ")

    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("停电")
            serious: true
            hint: qsTr("程序马上被杀掉")
            onClicked: root.panel.run("power.cut")
        }
        PanelKey {
            text: qsTr("磁盘满")
            active: root.full
            onClicked: root.panel.run(active ? "disk.fill off" : "disk.fill on")
        }
        PanelKey {
            text: qsTr("慢 1 小时")
            onClicked: root.panel.run("clock.shift -3600")
        }
        PanelKey {
            text: qsTr("快 1 小时")
            onClicked: root.panel.run("clock.shift 3600")
        }
        PanelKey {
            text: qsTr("准点")
            onClicked: root.panel.run("clock.shift 0")
        }
    }
}
