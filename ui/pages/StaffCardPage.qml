// Staff are called; the resident's card is taken, the staff member's is laid.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.staff.title
    why: Kiosk.staff.why
    pictureShare: Theme.byScreen(0.5, 0.4, 0.5, 0.5)
    picture: CabinFigure {
        anchors.fill: parent
        place: CabinFigure.CardPlate
        words: Kiosk.staff.plateWords
    }
    onBack: Kiosk.back()

    NoticePanel {
        Layout.fillWidth: true
        visible: Kiosk.staff.notice !== ""
        happened: Kiosk.staff.notice
    }
    ProgressSteps {
        Layout.fillWidth: true
        steps: [qsTr("您拿走自己的身份证"), qsTr("工作人员放上他的身份证"), qsTr("工作人员看一看您和身份证")]
        current: Kiosk.staff.stage
    }
    KitText {
        Layout.fillWidth: true
        visible: Kiosk.staff.stage > 0
        text: qsTr("没有人来？按“返回”，还有别的办法。")
    }
}
