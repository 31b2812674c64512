// One printer: "print" (sheets) or "slip".
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    required property string who
    readonly property string trouble: root.panel.stateOf(root.panel.states, root.who)

    stateText: root.panel.printerLine(root.panel.states, root.who)

    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("缺纸")
            active: root.trouble === "paperout"
            onClicked: root.panel.run(root.who + ".paperout")
        }
        PanelKey {
            text: qsTr("再出 1 张就缺纸")
            onClicked: root.panel.run(root.who + ".paperout after=1")
        }
        PanelKey {
            text: qsTr("加纸")
            onClicked: root.panel.run(root.who + ".refill")
        }
    }
    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("卡纸")
            active: root.trouble === "jam"
            onClicked: root.panel.run(root.who + ".jam")
        }
        PanelKey {
            text: qsTr("取出卡纸")
            onClicked: root.panel.run(root.who + ".clear")
        }
        PanelKey {
            text: qsTr("墨粉少")
            active: root.trouble === "lowtoner"
            onClicked: root.panel.run(root.who + ".lowtoner percent=" + (active ? 100 : 5))
        }
        PanelKey {
            text: qsTr("断电")
            active: root.trouble === "off"
            onClicked: root.panel.turn(root.who + ".off", !active)
        }
    }
}
