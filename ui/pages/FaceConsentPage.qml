// The face is never the only way in: asked on its own page, refused as easily as allowed.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("要刷脸核对是您本人，可以吗？")
    why: Kiosk.face.why
    pictureShare: Theme.byScreen(0.24, 0.18, 0.36, 0.36)
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "face-camera"
    }
    primaryText: qsTr("同意")
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    NoticePanel {
        Layout.fillWidth: true
        visible: Kiosk.face.cardNotice !== ""
        happened: Kiosk.face.cardNotice
    }
    Section {
        Layout.fillWidth: true

        Points {
            Layout.fillWidth: true
            sentences: Kiosk.face.promises
        }
    }
    SecondaryButton {
        Layout.fillWidth: true
        text: qsTr("不刷脸")
        onClicked: Kiosk.face.refuse()
    }
}
