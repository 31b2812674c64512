// The live picture and one sentence of what to do.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    title: Kiosk.face.guidance
    why: Kiosk.face.attempts !== "" ? Kiosk.face.attempts : qsTr("请把脸放进圆圈里，大约 5 秒。")
    pictureShare: Theme.portrait ? 0.52 : 0.5
    picture: VideoPreview {
        anchors.fill: parent
        source: Kiosk
        kind: Kiosk.face.good ? StateBadge.Good : StateBadge.Attention
    }
    onBack: Kiosk.back()

    NoticePanel {
        Layout.fillWidth: true
        visible: Kiosk.face.cardNotice !== ""
        happened: Kiosk.face.cardNotice
    }
    RowLayout {
        Layout.fillWidth: true
        visible: Kiosk.face.cardNotice === ""
        spacing: Theme.mm(5)

        CabinFigure {
            visible: !root.controlsLow
            Layout.preferredWidth: Theme.mm(Theme.care ? 60 : 70)
            Layout.preferredHeight: Theme.mm(Theme.care ? 78 : 91)
            place: CabinFigure.Camera
        }
        KitText {
            Layout.fillWidth: true
            text: qsTr("摄像头在屏幕上方。画面只给您自己看，不保存。")
        }
    }
    SecondaryButton {
        Layout.fillWidth: true
        text: qsTr("不刷脸")
        onClicked: Kiosk.refuseFace()
    }
}
