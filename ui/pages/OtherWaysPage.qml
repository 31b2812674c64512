// Not by face: the other ways.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("可以不刷脸，请选择别的办法")
    pictureShare: Theme.portrait ? (Theme.care ? 0.16 : 0.26) : 0.34
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(4)
        name: "person-helping"
    }
    why: qsTr("不会因为不刷脸就不给您办。")
    onBack: Kiosk.back()

    ChoiceCard {
        Layout.fillWidth: true
        title: qsTr("请工作人员核对")
        line: qsTr("我们会通知工作人员。可以等一等，也可以白天到镇便民服务中心办。")
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "person-helping"
        onClicked: Kiosk.callHelp()
    }
    ChoiceCard {
        Layout.fillWidth: true
        visible: Kiosk.face.canTry
        title: qsTr("还是刷脸吧")
        line: qsTr("再试一次，大约 5 秒。")
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "face-camera"
        onClicked: Kiosk.tryFaceAgain()
    }
    ChoiceCard {
        Layout.fillWidth: true
        title: qsTr("今天先不办了")
        line: qsTr("机器上不会留下您的信息。")
        Layout.minimumHeight: Theme.mm(42)
        pictureSize: Theme.mm(28)
        picture: "card-taken"
        onClicked: Kiosk.next()
    }
}
