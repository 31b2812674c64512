// One printer: its orders begin with "print" (sheets) or "slip"; a second one of its kind is named in them.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    required property string who
    required property string suffix
    required property string device
    readonly property string named: root.device === "" ? "" : " device=" + root.device
    readonly property string trouble: root.panel.stateOf(root.panel.states, root.who + root.suffix)

    stateText: root.panel.printerLine(root.panel.states, root.who, root.suffix)

    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("缺纸")
            active: root.trouble === "paperout"
            onClicked: root.panel.run(root.who + ".paperout" + root.named)
        }
        PanelKey {
            text: qsTr("再出 1 张就缺纸")
            onClicked: root.panel.run(root.who + ".paperout after=1" + root.named)
        }
        PanelKey {
            text: qsTr("加纸")
            onClicked: root.panel.run(root.who + ".refill" + root.named)
        }
    }
    RowLayout {
        spacing: 5

        PanelKey {
            text: qsTr("卡纸")
            active: root.trouble === "jam"
            onClicked: root.panel.run(root.who + ".jam" + root.named)
        }
        PanelKey {
            text: qsTr("取出卡纸")
            onClicked: root.panel.run(root.who + ".clear" + root.named)
        }
        PanelKey {
            text: qsTr("墨粉少")
            active: root.trouble === "lowtoner"
            onClicked: root.panel.run(root.who + ".lowtoner percent=" + (active ? 100 : 5) + root.named)
        }
        PanelKey {
            text: qsTr("断电")
            active: root.trouble === "off"
            onClicked: root.panel.turn(root.who + ".off" + root.named, !active)
        }
    }
}
