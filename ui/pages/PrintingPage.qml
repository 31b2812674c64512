// Which sheet is coming out, and where.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.printing.title
    why: Kiosk.printing.line
    pictureShare: Theme.portrait ? 0.5 : 0.48
    picture: CabinFigure {
        anchors.fill: parent
        place: CabinFigure.SheetTray
        words: qsTr("从这里出来")
    }
    backVisible: false

    ProgressSteps {
        Layout.fillWidth: true
        steps: [qsTr("盖电子章"), qsTr("送到打印机"), qsTr("打印")]
        current: Kiosk.printing.stage
        usual: qsTr("请不要走开。打印有问题，请按“求助”。")
    }
}
