// Where to lay the card.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.card.title
    why: Kiosk.card.hint
    pictureShare: Theme.portrait ? 0.56 : 0.5
    picture: Item {
        anchors.fill: parent

        CabinFigure {
            anchors.fill: parent
            visible: !Kiosk.card.leftOver
            place: CabinFigure.CardPlate
            words: qsTr("放在这里")
        }
        Picture {
            anchors.fill: parent
            anchors.margins: Theme.mm(8)
            visible: Kiosk.card.leftOver
            name: "card-taken"
        }
    }
    onBack: Kiosk.back()

    ProgressSteps {
        Layout.fillWidth: true
        visible: !Kiosk.card.leftOver
        steps: [qsTr("等您放好身份证"), qsTr("读身份证")]
        current: Kiosk.card.cardRead ? 2 : 0
    }
}
