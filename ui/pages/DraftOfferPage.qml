// The same person was here before and had not finished.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("您上次填的内容还在")
    pictureShare: Theme.byScreen(0.26, 0.16, 0.34, 0.34)
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "form"
    }
    why: Kiosk.draft.why
    onBack: Kiosk.back()

    ChoiceCard {
        Layout.fillWidth: true
        title: qsTr("接着上次的填")
        line: Kiosk.draft.openLine
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "form"
        onClicked: Kiosk.draft.open()
    }
    ChoiceCard {
        Layout.fillWidth: true
        title: qsTr("重新开始填")
        line: qsTr("上次的内容会删掉。")
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "paper"
        onClicked: Kiosk.draft.beginAnew()
    }
}
