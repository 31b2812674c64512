// What it is, what is needed, how long, what it costs, and whether it can be done here now: before any card.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property GuideViewModel model: Kiosk.guide

    title: root.model.name
    why: root.model.summary
    primaryText: qsTr("下一步")
    primaryEnabled: root.model.canDoHere
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    NoticePanel {
        Layout.fillWidth: true
        visible: !root.model.canDoHere
        kind: StateBadge.Attention
        happened: root.model.verdict
        now: qsTr("可以换一件事办，也可以按“求助”。")
    }
    NoticePanel {
        Layout.fillWidth: true
        visible: root.model.left !== ""
        kind: root.model.leftSafe ? StateBadge.Good : StateBadge.Attention
        happened: root.model.left
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.mm(3)

        StateBadge {
            width: Math.min(implicitWidth, parent.width)
            visible: root.model.canDoHere
            kind: StateBadge.Good
            text: root.model.verdict
        }
        Chip {
            visible: root.model.time !== ""
            text: root.model.time
        }
        Chip {
            visible: root.model.fee !== ""
            text: root.model.fee
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.gap * 1.5
        rowSpacing: Theme.gap

        Section {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.fillHeight: true
            heading: qsTr("请您准备好")
            visible: root.model.bring.length > 0

            Points {
                Layout.fillWidth: true
                sentences: root.model.bring
            }
            Item {
                Layout.fillHeight: true
            }
        }
        Section {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.fillHeight: true
            heading: qsTr("要做这几步")
            visible: root.model.steps.length > 0

            Points {
                Layout.fillWidth: true
                numbered: true
                sentences: root.model.steps
            }
            Item {
                Layout.fillHeight: true
            }
        }
        Section {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.columnSpan: Theme.portrait ? 1 : 2
            heading: qsTr("谁可以办")
            visible: root.model.conditions.length > 0

            Points {
                Layout.fillWidth: true
                sign: "chevron"
                sentences: root.model.conditions
            }
        }
    }
}
