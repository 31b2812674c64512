import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "打印纸用完了"
        primaryText: "知道了"
        NoticePanel {
            Layout.fillWidth: true
            picture: "paper-empty"
            happened: "已经出来 1 张，还差 2 张"
            kept: "没打完的 2 张记在您的身份证下，哪天来都能接着打。"
            now: "请先收好出来的这 1 张。"
            helper: "已通知工作人员，一般 20 分钟到。"
            kind: StateBadge.Problem
        }
        NoticePanel {
            Layout.fillWidth: true
            happened: "网络断了"
            kept: "材料已经存在这台机器上。"
            now: "网络恢复后自动送出，这还不是受理。"
            kind: StateBadge.Attention
        }
        NoticePanel {
            Layout.fillWidth: true
            happened: "材料收到了"
            kind: StateBadge.Good
        }
    }
}
