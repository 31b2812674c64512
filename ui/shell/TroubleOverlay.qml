// What happened, what was kept, what now, who helps.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

FocusScope {
    id: root

    readonly property TroubleViewModel model: Kiosk.trouble

    Accessible.role: Accessible.Dialog
    Accessible.name: root.model.what

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    Flickable {
        id: area
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: band.top
        }
        contentHeight: Math.max(height, column.implicitHeight + Theme.mm(16))
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive

        ColumnLayout {
            id: column
            anchors.centerIn: parent
            width: Math.min(parent.width - Theme.margin * 2, Theme.mm(360))
            spacing: Theme.mm(10)

            Picture {
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredWidth: Theme.mm(Theme.portrait ? 100 : 76)
                Layout.preferredHeight: Layout.preferredWidth
                name: root.model.picture
            }
            NoticePanel {
                Layout.fillWidth: true
                kind: StateBadge.Attention
                happened: root.model.what
                kept: root.model.kept
                now: root.model.now
                helper: root.model.help
            }
        }
    }
    BottomBand {
        id: band
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        lowVisible: false
        backVisible: root.model.canLeave
        backText: root.model.leaveText
        primaryText: root.model.answerText
        onBack: root.model.answer(false)
        onPrimary: root.model.answer(root.model.canLeave)
        onHelp: Kiosk.callHelp()
    }
}
