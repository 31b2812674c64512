// Thanks, what must not be forgotten in the machine, and what stays in it. Nothing personal.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.rating.farewell
    why: Kiosk.rating.cardLeft ? "" : Kiosk.rating.reminder
    pictureShare: Theme.byScreen(0.42, 0.3, 0.42, 0.36)
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(8)
        name: "card-taken"
    }
    backVisible: false
    primaryText: qsTr("回到首页")
    onPrimary: Kiosk.next()

    NoticePanel {
        Layout.fillWidth: true
        visible: Kiosk.rating.cardLeft
        kind: StateBadge.Attention
        happened: Kiosk.rating.reminder
    }
    Section {
        Layout.fillWidth: true

        Points {
            Layout.fillWidth: true
            sentences: Kiosk.rating.points
        }
    }
}
