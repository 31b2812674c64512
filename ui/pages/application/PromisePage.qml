// A paper for later: its name, its last day and what the promise means, before it is given.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.promise.title
    pictureShare: Theme.byScreen(0.24, 0.16, 0.32, 0.32)
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "paper-promise"
    }
    primaryText: qsTr("我承诺")
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    Section {
        Layout.fillWidth: true

        KitText {
            Layout.fillWidth: true
            kind: KitText.Lead
            font.weight: Font.Bold
            text: Kiosk.promise.statement
        }
        Points {
            Layout.fillWidth: true
            Layout.topMargin: Theme.mm(3)
            sign: "chevron"
            sentences: Kiosk.promise.points
        }
    }
    KitText {
        Layout.fillWidth: true
        color: Theme.muted
        text: qsTr("带来了？请按“返回”，扫描它。")
    }
}
