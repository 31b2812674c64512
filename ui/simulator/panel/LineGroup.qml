// The line to the platform, and the platform itself.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    readonly property string network: root.panel.stateOf(root.panel.states, "network")
    readonly property string server: root.panel.stateOf(root.panel.states, "server")
    readonly property bool sealDown: root.panel.stateOf(root.panel.states, "seal") !== ""

    title: qsTr("网络与平台")
    stateText: root.panel.networkLine(root.panel.states)

    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("断网")
            active: root.network === "down"
            onClicked: root.panel.run("net.down")
        }
        PanelKey {
            text: qsTr("很慢")
            active: root.network === "slow"
            onClicked: root.panel.turn("net.slow", !active)
        }
        PanelKey {
            text: qsTr("回执丢一次")
            active: root.network === "halfreply"
            onClicked: root.panel.run("net.halfreply 1")
        }
        PanelKey {
            text: qsTr("恢复")
            onClicked: root.panel.run("net.up")
        }
    }
    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("平台 500")
            active: root.server === "500"
            onClicked: root.panel.run("server.500 3")
        }
        PanelKey {
            text: qsTr("平台 409")
            active: root.server === "409"
            onClicked: root.panel.run("server.409 1")
        }
        PanelKey {
            text: qsTr("平台慢")
            active: root.server === "slow"
            onClicked: root.panel.run("server.slow 3")
        }
        PanelKey {
            text: qsTr("不能盖章")
            active: root.sealDown
            onClicked: root.panel.run(active ? "seal.up" : "seal.down")
        }
        PanelKey {
            text: qsTr("恢复")
            onClicked: root.panel.run("server.clear")
        }
    }
}
