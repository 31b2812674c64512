// The papers of the case, one of them next.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property MaterialsViewModel model: Kiosk.materials
    // In the order of MaterialsViewModel.State.
    readonly property list<int> marks: [
        // Nothing has come of it.
        StateBadge.Unknown,
        // Something has.
        StateBadge.Good, StateBadge.Attention, StateBadge.Problem]

    title: root.model.title
    why: root.model.hint
    primaryText: root.model.proceedText
    onBack: Kiosk.back()
    onPrimary: root.model.proceed()

    Repeater {
        model: root.model.rows

        CardButton {
            id: paper

            required property string code
            required property string name
            required property string hint
            required property int state
            required property string stateText
            required property bool chosen
            required property string picture

            Layout.fillWidth: true
            text: paper.name
            selected: paper.chosen
            Accessible.description: paper.stateText
            onClicked: root.model.choose(paper.code)

            contentItem: RowLayout {
                spacing: Theme.mm(5)

                Picture {
                    Layout.preferredWidth: Theme.mm(Theme.care ? 28 : 24)
                    Layout.preferredHeight: Layout.preferredWidth
                    name: paper.picture
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.mm(1)

                    KitText {
                        Layout.fillWidth: true
                        Accessible.ignored: true
                        kind: KitText.Lead
                        font.weight: Font.Bold
                        text: paper.name
                    }
                    KitText {
                        Layout.fillWidth: true
                        Accessible.ignored: true
                        visible: paper.chosen
                        color: Theme.muted
                        text: paper.hint
                    }
                    StateBadge {
                        Layout.fillWidth: true
                        Layout.maximumWidth: implicitWidth
                        kind: root.marks[paper.state]
                        text: paper.stateText
                    }
                }
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.keptOffer !== ""
        spacing: Theme.mm(3)

        KitText {
            Layout.fillWidth: true
            text: root.model.keptOffer
        }
        SecondaryButton {
            Layout.fillWidth: true
            text: qsTr("就用以前交过的这份")
            onClicked: root.model.reuse()
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.offersPromise
        spacing: Theme.mm(3)

        KitText {
            Layout.fillWidth: true
            text: root.model.promiseHint
        }
        SecondaryButton {
            Layout.fillWidth: true
            text: qsTr("先承诺以后补交")
            onClicked: root.model.promise()
        }
    }
    NoticePanel {
        Layout.fillWidth: true
        visible: root.model.stuckNotice !== ""
        happened: root.model.stuckNotice
    }
    KitText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.keptNotice !== ""
        color: Theme.muted
        text: root.model.keptNotice
    }
    SecondaryButton {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.offersAskKept
        text: qsTr("以前交过？找一找（要先证明是您本人）")
        onClicked: root.model.findKept()
    }
    SecondaryButton {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.offersScanAgain
        text: qsTr("重新扫描这一份")
        onClicked: root.model.scan()
    }
}
