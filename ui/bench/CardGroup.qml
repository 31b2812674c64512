import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench

BenchGroup {
    id: root

    required property BenchModel bench
    required property string person
    readonly property string owner: root.bench.stateOf(root.bench.states, "card")
    readonly property string reader: root.bench.stateOf(root.bench.states, "reader")

    title: qsTr("身份证阅读器")
    restText: qsTr("没有卡")
    stateText: root.reader !== "" ? root.reader : root.owner === "no-twin" ? qsTr("真机") : root.owner !== "" ? qsTr("有卡：%1").arg(root.bench.personTitle(root.owner)) : ""

    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("放卡")
            active: root.owner === root.person
            onClicked: root.bench.run("card.put " + root.person)
        }
        BenchKey {
            text: qsTr("放 0.3 秒就拿走")
            onClicked: root.bench.run("card.put " + root.person + " removeAt=300")
        }
        BenchKey {
            text: qsTr("读到一半拿走")
            onClicked: root.bench.run("card.put " + root.person + " removeAtProgress=0.5")
        }
    }
    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("放带指纹的卡")
            onClicked: root.bench.run("card.put " + root.person + " finger=on")
        }
        BenchKey {
            text: qsTr("按手指")
            onClicked: root.bench.run("finger.touch " + root.person)
        }
        BenchKey {
            text: qsTr("拿走")
            onClicked: root.bench.run("card.remove")
        }
        BenchKey {
            text: qsTr("不应答")
            active: root.reader === "hang"
            onClicked: root.bench.run(active ? "card.hang off" : "card.hang on")
        }
        BenchKey {
            text: qsTr("拔线")
            active: root.reader === "unplugged"
            onClicked: root.bench.run(active ? "card.unplug off" : "card.unplug on")
        }
    }
}
