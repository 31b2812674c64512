// The sheets are out: counted, to be taken, to be checked by anybody.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.printing.resultTitle
    why: qsTr("请数一数，不要落下。")
    pictureShare: 0.44
    picture: CabinFigure {
        anchors.fill: parent
        place: CabinFigure.SheetTray
        words: qsTr("在这里取")
    }
    backVisible: false
    primaryText: qsTr("完成")
    onPrimary: Kiosk.next()

    QrPanel {
        Layout.fillWidth: true
        visible: Kiosk.printing.checkCode !== ""
        image: Kiosk.printing.verifyPicture
        sentence: qsTr("谁拿到这份证明，都可以扫码验真假。")
        code: Kiosk.printing.checkCode
    }
}
