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
            id: shelves
            readonly property string pictures: "house family elder business certificate progress"
            readonly property string titles: "住房不动产 婚育家庭 养老社保 开店办企业 证明打印 办件查询"
            readonly property string lines: "查档、登记信息 出生、结婚、迁入 待遇、缴费记录 执照、变更 无犯罪、户籍 办到哪一步了"
            columns: Theme.byScreen(2, 1, 3, 3)
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            Layout.fillWidth: true

            Repeater {
                model: shelves.pictures.split(" ")

                ChoiceCard {
                    required property string modelData
                    required property int index
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    picture: modelData
                    title: shelves.titles.split(" ")[index]
                    line: shelves.lines.split(" ")[index]
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
