import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "请把身份证放在感应区"
        why: "读出姓名和号码，您就不用打字了。"
        steps: ["了解", "同意", "身份证", "人脸", "打印"]
        step: 2
        pictureShare: Theme.portrait ? 0.44 : 0.4
        picture: CabinFigure {
            anchors.fill: parent
            place: CabinFigure.CardPlate
            words: "放在这里"
        }

        NoticePanel {
            Layout.fillWidth: true
            happened: "身份证拿早了"
            now: "请再放好，读好了再拿走。"
        }
        SecondaryButton {
            text: "没带身份证"
            Layout.fillWidth: true
        }
    }
}
