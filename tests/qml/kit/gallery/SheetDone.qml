import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "办好了。这次满意吗？"
        why: "您的意见直接送到县政务服务中心。"
        primaryText: "不评了，结束"
        pictureShare: Theme.portrait ? 0.22 : 0.24
        picture: Picture {
            anchors.fill: parent
            name: "done"
        }

        Stars {
            Layout.fillWidth: true
            value: 4
        }
        QrPanel {
            Layout.fillWidth: true
            sentence: "用手机扫一扫，随时看办到哪一步。"
            code: "编号 2026-1122-3071"
            image: undefined
        }
    }
}
