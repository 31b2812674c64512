// What is true about the application now, and the code to follow it.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property SubmissionViewModel model: Kiosk.submission

    title: root.model.title
    why: root.model.explanation
    pictureShare: Theme.portrait ? 0 : 0.34
    picture: CabinFigure {
        anchors.fill: parent
        place: CabinFigure.SlipSlot
        words: qsTr("小票口")
    }
    backVisible: false
    primaryText: qsTr("完成")
    onPrimary: Kiosk.next()

    Section {
        Layout.fillWidth: true

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.mm(6)

            Picture {
                Layout.preferredWidth: Theme.mm(30)
                Layout.preferredHeight: Theme.mm(30)
                name: root.model.picture
            }
            // A Column here keeps the height of its first word when more of them appear (Qt 6.4).
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: root.width / 2
                spacing: Theme.mm(2)

                StateBadge {
                    kind: root.model.settled ? StateBadge.Good : StateBadge.Attention
                    text: root.model.stateWord
                }
                KitText {
                    Layout.fillWidth: true
                    visible: root.model.caseNumber !== ""
                    kind: KitText.Lead
                    font.weight: Font.Bold
                    text: root.model.caseNumber
                }
                KitText {
                    Layout.fillWidth: true
                    visible: root.model.promised !== ""
                    color: Theme.attention
                    font.weight: Font.Medium
                    text: root.model.promised
                }
            }
        }
    }
    QrPanel {
        Layout.fillWidth: true
        image: root.model.caseCode
        sentence: qsTr("用手机扫这个码，随时看办到哪一步。")
        code: root.model.slip
    }
    RowLayout {
        Layout.fillWidth: true
        visible: !root.controlsLow && Theme.portrait && root.model.slipComes
        spacing: Theme.mm(6)

        CabinFigure {
            Layout.preferredWidth: Theme.mm(Theme.care ? 70 : 100)
            Layout.preferredHeight: Layout.preferredWidth * 1.3
            place: CabinFigure.SlipSlot
        }
        KitText {
            Layout.fillWidth: true
            kind: KitText.Strong
            text: qsTr("小票从小票口出来。请把身份证也带好。")
        }
    }
}
