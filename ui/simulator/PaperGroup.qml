pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator
import Xiaowu.Kit

PanelGroup {
    id: root

    required property PanelModel panel
    required property string person
    property string flaw: ""
    readonly property string scanner: root.panel.stateOf(root.panel.states, "scanner")
    readonly property list<string> kinds: ["marriage", "hukou", "letter"]
    readonly property list<string> kindWords: [qsTr("结婚证"), qsTr("户口页"), qsTr("居住证明")]
    readonly property list<string> flaws: ["", "noseal", "copy", "forgedseal", "wrongperson", "expired", "blurred", "upside-down", "blank", "wrong"]
    readonly property list<string> flawWords: [qsTr("完好"), qsTr("没有章"), qsTr("复印件"), qsTr("假章"), qsTr("别人的"), qsTr("过期"), qsTr("模糊"), qsTr("放倒了"), qsTr("白纸"), qsTr("别的纸")]

    title: qsTr("高拍仪上的纸")
    restText: qsTr("没有纸")
    stateText: Theme.join([root.panel.stateOf(root.panel.states, "paper"), root.scanner], " · ")

    GridLayout {
        Layout.fillWidth: true
        columns: 4
        columnSpacing: 5
        rowSpacing: 5

        Repeater {
            model: root.flaws

            PanelKey {
                required property int index
                required property string modelData
                text: root.flawWords[index]
                active: root.flaw === modelData
                onClicked: root.flaw = modelData
            }
        }
    }
    RowLayout {
        spacing: 5

        Repeater {
            model: root.kinds

            PanelKey {
                required property int index
                required property string modelData
                text: qsTr("放%1").arg(root.kindWords[index])
                onClicked: root.panel.run("scan.put document=" + modelData + " person=" + root.person + (root.flaw === "" ? "" : " flaw=" + root.flaw))
            }
        }
    }
    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("拿走")
            onClicked: root.panel.run("scan.clear")
        }
        PanelKey {
            text: qsTr("卡住")
            active: root.scanner === "jam"
            onClicked: root.panel.run(active ? "scan.jam off" : "scan.jam on")
        }
        PanelKey {
            text: qsTr("拔线")
            active: root.scanner === "unplugged"
            onClicked: root.panel.run(active ? "scan.unplug off" : "scan.unplug on")
        }
    }
}
