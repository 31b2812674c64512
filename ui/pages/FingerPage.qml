// A finger against the prints in the card: asked first, then where to lay it.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    title: Kiosk.finger.asking ? qsTr("要用指纹核对是您本人，可以吗？") : qsTr("请把手指平放在亮灯的地方")
    why: Kiosk.finger.asking ? qsTr("只和您身份证里的指纹比一比。") : Kiosk.finger.attempts !== "" ? Kiosk.finger.attempts : qsTr("轻轻按住，等听到“嘀”一声。通常 2 秒。")
    pictureShare: Kiosk.finger.asking ? (Theme.portrait ? (Theme.care ? 0.18 : 0.24) : 0.36) : (Theme.portrait ? 0.52 : 0.5)
    picture: Item {
        anchors.fill: parent

        Picture {
            anchors.fill: parent
            anchors.margins: Theme.mm(4)
            visible: Kiosk.finger.asking
            name: "finger-on-reader"
        }
        CabinFigure {
            anchors.fill: parent
            visible: !Kiosk.finger.asking
            place: CabinFigure.FingerReader
            words: qsTr("按在这里")
        }
    }
    primaryText: Kiosk.finger.asking ? qsTr("同意") : ""
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    NoticePanel {
        Layout.fillWidth: true
        visible: Kiosk.finger.notice !== ""
        happened: Kiosk.finger.notice
    }
    Section {
        Layout.fillWidth: true
        visible: Kiosk.finger.asking

        Points {
            Layout.fillWidth: true
            sentences: [qsTr("指纹不保存，比完就删"), qsTr("用办身份证时登记过的手指，一般是大拇指或食指"), qsTr("不按指纹也能办，还有别的办法")]
        }
    }
    KitText {
        Layout.fillWidth: true
        visible: !Kiosk.finger.asking && Kiosk.finger.notice === ""
        text: qsTr("用办身份证时登记过的手指。手指太干，可以先哈一口气。")
    }
}
