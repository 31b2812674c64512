// The papers of the case, one of them next.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property MaterialsViewModel model: Kiosk.materials

    title: root.model.title
    why: root.model.hint
    primaryText: root.model.allSettled ? qsTr("下一步") : qsTr("扫描")
    onBack: Kiosk.back()
    onPrimary: root.model.allSettled ? Kiosk.next() : Kiosk.scanMaterial(root.model.chosen)

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
                    name: paper.state === MaterialsViewModel.Promised ? "promise" : paper.state === MaterialsViewModel.Problem ? "wrong-paper" : paper.picture
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
                        kind: [StateBadge.Unknown, StateBadge.Good, StateBadge.Attention, StateBadge.Problem][paper.state]
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
            onClicked: Kiosk.reuseMaterial(root.model.chosen)
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.canPromise && !root.model.allSettled
        spacing: Theme.mm(3)

        KitText {
            Layout.fillWidth: true
            text: root.model.promiseHint
        }
        SecondaryButton {
            Layout.fillWidth: true
            text: qsTr("先承诺以后补交")
            onClicked: Kiosk.promiseMaterial(root.model.chosen)
        }
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
        visible: root.model.canAskKept && !root.model.allSettled
        text: qsTr("以前交过？找一找（要先证明是您本人）")
        onClicked: Kiosk.findKeptPapers()
    }
    SecondaryButton {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(4)
        visible: root.model.allSettled && root.model.chosen !== ""
        text: qsTr("重新扫描这一份")
        onClicked: Kiosk.scanMaterial(root.model.chosen)
    }
}
