import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    required property string person
    readonly property string owner: root.panel.stateOf(root.panel.states, "card")
    readonly property string reader: root.panel.stateOf(root.panel.states, "reader")

    title: qsTr("身份证阅读器")
    restText: qsTr("没有卡")
    stateText: root.panel.cardLine(root.panel.states)

    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("放卡")
            isNext: root.panel.nextOrder === "card.put"
            active: root.owner === root.person
            onClicked: root.panel.run("card.put " + root.person)
        }
        PanelKey {
            text: qsTr("放 0.3 秒就拿走")
            onClicked: root.panel.run("card.put " + root.person + " removeAt=300")
        }
        PanelKey {
            text: qsTr("读到一半拿走")
            onClicked: root.panel.run("card.put " + root.person + " removeAtProgress=0.5")
        }
    }
    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("放带指纹的卡")
            onClicked: root.panel.run("card.put " + root.person + " finger=on")
        }
        PanelKey {
            text: qsTr("工作人员的卡")
            hint: qsTr("名单上的工作人员是周敏")
            onClicked: root.panel.run("staffcard.put " + root.person)
        }
        PanelKey {
            text: qsTr("按手指")
            onClicked: root.panel.run("finger.touch " + root.person)
        }
        PanelKey {
            text: qsTr("拿走")
            isNext: root.panel.nextOrder === "card.remove"
            onClicked: root.panel.run("card.remove")
        }
        PanelKey {
            text: qsTr("不应答")
            active: root.reader === "hang"
            onClicked: root.panel.turn("card.hang", !active)
        }
        PanelKey {
            text: qsTr("拔线")
            active: root.reader === "unplugged"
            onClicked: root.panel.turn("card.unplug", !active)
        }
    }
}
