// A finger against the prints in the card: asked first, then where to lay it.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property FingerViewModel model: Kiosk.finger
    readonly property real askingShare: Theme.byScreen(0.24, 0.18, 0.36, 0.36)
    readonly property real waitingShare: Theme.portrait ? 0.52 : 0.5

    title: root.model.title
    why: root.model.line
    pictureShare: root.model.asking ? root.askingShare : root.waitingShare
    picture: Item {
        anchors.fill: parent

        Picture {
            anchors.fill: parent
            anchors.margins: Theme.mm(4)
            visible: root.model.asking
            name: "finger-on-reader"
        }
        CabinFigure {
            anchors.fill: parent
            visible: !root.model.asking
            place: CabinFigure.FingerReader
            words: qsTr("按在这里")
        }
    }
    primaryText: root.model.agreeText
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    NoticePanel {
        Layout.fillWidth: true
        visible: root.model.notice !== ""
        happened: root.model.notice
    }
    Section {
        Layout.fillWidth: true
        visible: root.model.asking

        Points {
            Layout.fillWidth: true
            sentences: root.model.promises
        }
    }
    KitText {
        Layout.fillWidth: true
        visible: !root.model.asking && root.model.notice === ""
        text: qsTr("用办身份证时登记过的手指。手指太干，可以先哈一口气。")
    }
}
