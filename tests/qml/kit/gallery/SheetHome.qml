import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "您想办什么事？"
        why: "选一类，或者用拼音首字母、说话来找。"
        backVisible: false

        GridLayout {
            columns: Theme.portrait ? (Theme.care ? 1 : 2) : 3
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            Layout.fillWidth: true

            Repeater {
                model: [["house", "住房不动产", "查档、登记信息"], ["family", "婚育家庭", "出生、结婚、迁入"], ["elder", "养老社保", "待遇、缴费记录"], ["business", "开店办企业", "执照、变更"],
                    ["certificate", "证明打印", "无犯罪、户籍"], ["progress", "办件查询", "办到哪一步了"]]

                ChoiceCard {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    picture: modelData[0]
                    title: modelData[1]
                    line: modelData[2]
                }
            }
        }
        ItemCard {
            Layout.fillWidth: true
            title: "企业职工养老保险缴费证明"
            line: "县人力资源和社会保障局"
            picture: "certificate"
            badgeText: "现在能办"
            tags: ["约 3 分钟", "不收费"]
        }
        ItemCard {
            Layout.fillWidth: true
            enabled: false
            title: "不动产登记信息查询"
            line: "盖章服务维护到 8:00"
            picture: "house"
            badgeText: "暂时不能办"
            badge: StateBadge.Problem
        }
    }
}
