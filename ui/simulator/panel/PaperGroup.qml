pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    required property string person
    property string flaw: ""
    readonly property string scanner: root.panel.stateOf(root.panel.states, "scanner")
    // Those of the birth registration, then those of the allowance.
    readonly property list<string> kinds: ["marriage", "hukou", "letter", "idfront", "idback", "bankcard"]
    readonly property list<string> kindWords: [
        // Birth registration.
        qsTr("结婚证"), qsTr("户口页"), qsTr("居住证明"),
        // Allowance.
        qsTr("身份证正面"), qsTr("身份证背面"), qsTr("银行卡")]
    readonly property list<string> flaws: [
        // None, of the seal, of the content.
        "", "noseal", "copy", "forgedseal", "wrongperson", "expired",
        // Of how it lies, and what it is.
        "blurred", "upside-down", "blank", "wrong"]
    readonly property list<string> flawWords: [
        // None, of the seal, of the content.
        qsTr("完好"), qsTr("没有章"), qsTr("复印件"), qsTr("假章"), qsTr("别人的"), qsTr("过期"),
        // Of how it lies, and what it is.
        qsTr("模糊"), qsTr("放倒了"), qsTr("白纸"), qsTr("别的纸")]

    title: qsTr("高拍仪上的纸")
    restText: qsTr("没有纸")
    stateText: root.panel.paperLine(root.panel.states)

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
    GridLayout {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: 5
        rowSpacing: 5

        Repeater {
            model: root.kinds

            PanelKey {
                required property int index
                required property string modelData
                text: qsTr("放%1").arg(root.kindWords[index])
                isNext: root.panel.nextOrder === "scan.put"
                onClicked: root.panel.layPaper(modelData, root.person, root.flaw)
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
            onClicked: root.panel.turn("scan.jam", !active)
        }
        PanelKey {
            text: qsTr("拔线")
            active: root.scanner === "unplugged"
            onClicked: root.panel.turn("scan.unplug", !active)
        }
    }
}
