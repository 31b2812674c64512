import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "请在框里签上您的名字"
        why: "和在纸上签名一样算数。"
        steps: ["身份证", "填写", "材料", "确认", "签名"]
        step: 4
        primaryText: "签好了"
        controlsLow: Theme.portrait
        pictureShare: Theme.portrait ? 0.2 : 0
        picture: Picture {
            anchors.fill: parent
            name: "finger-signing"
        }

        SignaturePad {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.mm(Theme.portrait ? 130 : 100)
        }
    }
}
