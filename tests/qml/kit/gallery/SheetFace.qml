import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "请正对摄像头，看一眼"
        why: "确认是您本人。照片不保存。"
        steps: ["了解", "同意", "身份证", "人脸", "打印"]
        step: 3
        pictureShare: Theme.portrait ? 0.42 : 0.42
        picture: VideoPreview {
            anchors.fill: parent
            kind: StateBadge.Attention
            words: "请再近一点"
        }

        ProgressSteps {
            Layout.fillWidth: true
            steps: ["看到您的脸", "确认是真人", "和身份证照片比对"]
            current: 1
            usual: "通常 4 秒"
            stopText: "先不刷脸"
        }
        SecondaryButton {
            text: "换别的办法"
            Layout.fillWidth: true
        }
    }
}
