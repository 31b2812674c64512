// What is read and for what, in plain words, before the card is touched.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("办这件事要读您的身份证，可以吗？")
    why: Kiosk.consent.itemName
    pictureShare: Theme.byScreen(0.22, 0.16, 0.3, 0.3)
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "consent"
    }
    primaryText: qsTr("同意")
    backText: qsTr("返回")
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    Section {
        Layout.fillWidth: true

        KitText {
            Layout.fillWidth: true
            kind: KitText.Lead
            text: Kiosk.consent.words
        }
        Points {
            Layout.fillWidth: true
            Layout.topMargin: Theme.mm(3)
            sentences: Kiosk.consent.promises
        }
    }
    KitText {
        Layout.fillWidth: true
        color: Theme.muted
        text: qsTr("不同意，请按“返回”。办事指南还可以看，也可以请工作人员帮忙。")
    }
}
