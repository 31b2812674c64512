import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    readonly property bool full: root.panel.stateOf(root.panel.states, "disk") !== ""

    title: qsTr("整机")
    stateText: root.panel.machineLine(root.panel.states)

    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("停电")
            serious: true
            hint: qsTr("程序马上被杀掉；演示会把它再开起来，看看什么都没有丢")
            onClicked: root.panel.run("power.cut")
        }
        PanelKey {
            text: qsTr("磁盘满")
            active: root.full
            onClicked: root.panel.turn("disk.fill", !active)
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
