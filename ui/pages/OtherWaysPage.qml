// Not by face: what is really possible here now, each as a large choice.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property int choices: 1 + (Kiosk.otherWays.staff ? 1 : 0) + (Kiosk.otherWays.fingerprint ? 1 : 0) + (Kiosk.otherWays.face ? 1 : 0)
    readonly property bool roomy: Theme.portrait ? !Theme.care || root.choices < 4 : root.choices < 3
    readonly property real choiceHeight: Theme.mm(root.roomy ? 60 : 42)
    readonly property real drawing: Theme.mm(root.roomy ? 42 : 30)

    title: Kiosk.otherWays.title
    why: Kiosk.otherWays.why
    pictureShare: !Theme.portrait ? 0.3 : Theme.care ? 0 : root.choices < 3 ? 0.3 : 0.2
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "person-helping"
    }
    onBack: Kiosk.back()

    NoticePanel {
        Layout.fillWidth: true
        visible: Kiosk.face.cardNotice !== ""
        happened: Kiosk.face.cardNotice
    }
    ChoiceCard {
        Layout.fillWidth: true
        visible: Kiosk.otherWays.staff
        title: qsTr("请工作人员核对")
        line: Kiosk.otherWays.staffLine
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "staff-check"
        onClicked: Kiosk.askStaff()
    }
    ChoiceCard {
        Layout.fillWidth: true
        visible: Kiosk.otherWays.fingerprint
        title: qsTr("按指纹")
        line: qsTr("和您身份证里的指纹比一比，大约 5 秒。")
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "finger-on-reader"
        onClicked: Kiosk.useFingerprint()
    }
    ChoiceCard {
        Layout.fillWidth: true
        visible: Kiosk.otherWays.face
        title: qsTr("还是刷脸吧")
        line: qsTr("再试一次，大约 5 秒。")
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "face-camera"
        onClicked: Kiosk.tryFaceAgain()
    }
    ChoiceCard {
        Layout.fillWidth: true
        title: qsTr("改天到服务中心窗口办")
        line: Kiosk.otherWays.windowLine
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "appointment"
        onClicked: Kiosk.next()
    }
}
