// The line to the platform, and the platform itself.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench
import Xiaowu.Kit

BenchGroup {
    id: root

    required property BenchModel bench
    readonly property string network: root.bench.stateOf(root.bench.states, "network")
    readonly property string server: root.bench.stateOf(root.bench.states, "server")
    readonly property bool sealDown: root.bench.stateOf(root.bench.states, "seal") !== ""

    title: qsTr("网络与平台")
    stateText: Theme.join([root.network, root.server, root.sealDown ? qsTr("不能盖章") : ""], " · ")

    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("断网")
            active: root.network === "down"
            onClicked: root.bench.run("net.down")
        }
        BenchKey {
            text: qsTr("很慢")
            active: root.network === "slow"
            onClicked: root.bench.run(active ? "net.slow off" : "net.slow on")
        }
        BenchKey {
            text: qsTr("回执丢一次")
            active: root.network === "halfreply"
            onClicked: root.bench.run("net.halfreply 1")
        }
        BenchKey {
            text: qsTr("恢复")
            onClicked: root.bench.run("net.up")
        }
    }
    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("平台 500")
            active: root.server === "500"
            onClicked: root.bench.run("server.500 3")
        }
        BenchKey {
            text: qsTr("平台 409")
            active: root.server === "409"
            onClicked: root.bench.run("server.409 1")
        }
        BenchKey {
            text: qsTr("平台慢")
            active: root.server === "slow"
            onClicked: root.bench.run("server.slow 3")
        }
        BenchKey {
            text: qsTr("不能盖章")
            active: root.sealDown
            onClicked: root.bench.run(active ? "seal.up" : "seal.down")
        }
        BenchKey {
            text: qsTr("恢复")
            onClicked: root.bench.run("server.clear")
        }
    }
}
