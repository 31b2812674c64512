// One printer: "print" (sheets) or "slip".
import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench

BenchGroup {
    id: root

    required property BenchModel bench
    required property string who
    readonly property string trouble: root.bench.stateOf(root.bench.states, root.who)
    readonly property int sheets: Number(root.bench.stateOf(root.bench.states, root.who + "Sheets"))

    stateText: root.trouble !== "" ? root.trouble : root.sheets > 0 ? qsTr("已出 %1 张").arg(root.sheets) : ""

    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("缺纸")
            active: root.trouble === "paperout"
            onClicked: root.bench.run(root.who + ".paperout")
        }
        BenchKey {
            text: qsTr("再出 1 张就缺纸")
            onClicked: root.bench.run(root.who + ".paperout after=1")
        }
        BenchKey {
            text: qsTr("加纸")
            onClicked: root.bench.run(root.who + ".refill")
        }
    }
    RowLayout {
        spacing: 5

        BenchKey {
            text: qsTr("卡纸")
            active: root.trouble === "jam"
            onClicked: root.bench.run(root.who + ".jam")
        }
        BenchKey {
            text: qsTr("取出卡纸")
            onClicked: root.bench.run(root.who + ".clear")
        }
        BenchKey {
            text: qsTr("墨粉少")
            active: root.trouble === "lowtoner"
            onClicked: root.bench.run(root.who + ".lowtoner percent=" + (active ? 100 : 5))
        }
        BenchKey {
            text: qsTr("断电")
            active: root.trouble === "off"
            onClicked: root.bench.run(root.who + (active ? ".off off" : ".off on"))
        }
    }
}
