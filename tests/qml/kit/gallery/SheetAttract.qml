import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    id: root

    DawnScene {
        id: dawn
        anchors {
            left: parent.left
            top: parent.top
            bottom: Theme.portrait ? undefined : parent.bottom
        }
        width: Theme.portrait ? parent.width : parent.width * 0.5
        height: Theme.portrait ? parent.height * 0.46 : parent.height
    }
    ColumnLayout {
        x: Theme.portrait ? Theme.margin : dawn.width + Theme.margin
        y: Theme.portrait ? dawn.height + Theme.mm(10) : Theme.mm(20)
        width: parent.width - x - Theme.margin
        spacing: Theme.mm(6)

        KitText {
            Layout.fillWidth: true
            kind: KitText.Hero
            text: "早上好，要办什么事？"
        }
        KitText {
            Layout.fillWidth: true
            kind: KitText.Lead
            font.weight: Font.Normal
            color: Theme.muted
            text: "开证明、查记录、交材料，24 小时都可以。"
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.mm(3)
            StateBadge {
                text: "打印正常"
                kind: StateBadge.Good
            }
            StateBadge {
                text: "盖章维护到 8:00"
                kind: StateBadge.Attention
            }
            StateBadge {
                text: "指纹仪故障"
                kind: StateBadge.Problem
            }
            StateBadge {
                text: "公积金未知"
                kind: StateBadge.Unknown
            }
        }
        PrimaryButton {
            Layout.fillWidth: true
            minimumHeight: Theme.target * 2
            textSize: Theme.heroSize
            text: "开始办理"
            glyph: "next"
            glyphAfter: true
        }
    }
}
