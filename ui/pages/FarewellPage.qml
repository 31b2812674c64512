// Thanks, and what must not be forgotten in the machine. Nothing personal.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("谢谢您，请慢走")
    why: Kiosk.rating.reminder
    pictureShare: 0.5
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(8)
        name: "card-taken"
    }
    backVisible: false
    primaryText: qsTr("回到首页")
    onPrimary: Kiosk.next()

    Section {
        Layout.fillWidth: true

        Points {
            Layout.fillWidth: true
            sentences: [qsTr("身份证拿好了吗？"), qsTr("打印的纸和小票拿好了吗？"), qsTr("您的信息已经从这台机器上清除。")]
        }
    }
}
