// 好差评: five levels, and no duty to answer.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("今天办得满意吗？")
    pictureShare: Theme.byScreen(0.22, 0.16, 0, 0)
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "rating"
    }
    why: qsTr("请点一个。评价不留姓名。")
    backVisible: false
    onBack: Kiosk.next()

    Stars {
        Layout.fillWidth: true
        onChosen: value => Kiosk.rating.rate(value)
    }
    SecondaryButton {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(6)
        text: qsTr("不评价")
        onClicked: Kiosk.next()
    }
}
