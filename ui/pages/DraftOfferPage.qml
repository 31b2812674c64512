// The same person was here before and had not finished, or has handed this in already.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.draft.title
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
        title: Kiosk.draft.openTitle
        line: Kiosk.draft.openLine
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "form"
        onClicked: Kiosk.draft.open()
    }
    ChoiceCard {
        Layout.fillWidth: true
        title: Kiosk.draft.anewTitle
        line: Kiosk.draft.anewLine
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "paper"
        onClicked: Kiosk.draft.beginAnew()
    }
}
