// Not by face: what is really possible here now, each as a large choice.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property OtherWaysViewModel model: Kiosk.otherWays
    // How many choices leave room for large ones, and the part of the page that is left for the picture.
    readonly property int roomyMax: Theme.byScreen(4, 3, 2, 2)
    readonly property bool roomy: root.model.choices <= root.roomyMax
    readonly property real uprightShare: root.model.choices < 3 ? 0.3 : 0.2
    readonly property real choiceHeight: Theme.mm(root.roomy ? 60 : 42)
    readonly property real drawing: Theme.mm(root.roomy ? 42 : 30)

    title: root.model.title
    why: root.model.why
    pictureShare: Theme.byScreen(root.uprightShare, 0, 0.3, 0.3)
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
        visible: root.model.staff
        title: qsTr("请工作人员核对")
        line: root.model.staffLine
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "staff-check"
        onClicked: root.model.askStaff()
    }
    ChoiceCard {
        Layout.fillWidth: true
        visible: root.model.fingerprint
        title: qsTr("按指纹")
        line: qsTr("和您身份证里的指纹比一比，大约 5 秒。")
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "finger-on-reader"
        onClicked: root.model.useFingerprint()
    }
    ChoiceCard {
        Layout.fillWidth: true
        visible: root.model.face
        title: qsTr("还是刷脸吧")
        line: qsTr("再试一次，大约 5 秒。")
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "face-camera"
        onClicked: root.model.tryFaceAgain()
    }
    ChoiceCard {
        Layout.fillWidth: true
        title: root.model.windowTitle
        line: root.model.windowLine
        Layout.minimumHeight: root.choiceHeight
        pictureSize: root.drawing
        picture: "appointment"
        onClicked: Kiosk.next()
    }
}
