// The live picture, one sentence of what to do, and a drawing that says the same.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    title: Kiosk.face.guidance
    why: Kiosk.face.line
    readonly property real drawing: Theme.mm(root.controlsLow ? 50 : Theme.byScreen(104, 88, 84, 62))

    pictureShare: Theme.byScreen(0.46, 0.42, 0.46, 0.46)
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
        spacing: Theme.mm(6)

        Item {
            Layout.preferredWidth: root.drawing
            Layout.preferredHeight: root.drawing

            CabinFigure {
                anchors.fill: parent
                visible: Kiosk.face.hint === ""
                place: CabinFigure.Camera
            }
            Picture {
                anchors.fill: parent
                visible: Kiosk.face.hint !== ""
                name: Kiosk.face.hint
            }
        }
        KitText {
            Layout.fillWidth: true
            kind: Theme.portrait && !Theme.care ? KitText.Lead : KitText.Body
            font.weight: Font.Normal
            text: Kiosk.face.pictureWords
        }
    }
    SecondaryButton {
        Layout.fillWidth: true
        text: qsTr("不刷脸")
        onClicked: Kiosk.face.refuse()
    }
}
