import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "请看一看，这些对不对？"
        why: "错了可以改，改完再签名。"
        steps: ["身份证", "填写", "材料", "确认", "签名"]
        step: 3
        primaryText: "都对，去签名"

        KeyValueTable {
            Layout.fillWidth: true
            rows: [{
                    "label": "姓名",
                    "value": "李春华",
                    "source": "A"
                }, {
                    "label": "身份证号",
                    "value": "512345 1950 0101 0027",
                    "source": "A"
                }, {
                    "label": "住址",
                    "value": "桃源镇新民路 18 号 3 单元 502",
                    "source": "B"
                }, {
                    "label": "电话",
                    "value": "138 0000 0000",
                    "source": "D"
                }]
        }
        RowLayout {
            spacing: Theme.gap
            DocumentThumb {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: "户口簿"
                stateText: "看清楚了"
                kind: StateBadge.Good
                grade: "C"
            }
            DocumentThumb {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: "结婚证"
                stateText: "没有盖章"
                kind: StateBadge.Problem
                picture: "wrong-paper"
            }
            DocumentThumb {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                title: "收入证明"
                stateText: "以后补"
                kind: StateBadge.Attention
                picture: "paper-promise"
            }
        }
    }
}
