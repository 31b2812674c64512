// The face of the cabin at rest: dawn, the time, what can be done here now, and one large way in.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

FocusScope {
    id: root

    readonly property AttractViewModel model: Kiosk.attract

    // Little height and much to say: what does not work comes before everything that is only friendly.
    readonly property bool tight: Theme.care && !Theme.portrait && root.model.problems.count > 0
    readonly property int problemsWhenTight: root.model.afterPowerCut === "" ? 1 : 0
    readonly property int problemsShown: root.tight ? root.problemsWhenTight : 2
    readonly property bool narrow: Theme.care || !Theme.portrait && root.width < Theme.mm(500)

    Accessible.role: Accessible.Pane
    Accessible.name: Kiosk.siteName

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    DawnScene {
        id: scene
        width: Theme.portrait ? parent.width : parent.width * 0.46
        readonly property real room: start.y - words.implicitHeight - Theme.mm(16)
        readonly property real tall: Math.max(root.height * 0.16, Math.min(root.height * 0.46, scene.room))
        height: Theme.portrait ? scene.tall : band.y
    }
    ColumnLayout {
        id: words
        x: Theme.portrait ? Theme.margin : scene.width + Theme.margin
        y: Theme.portrait ? scene.height + Theme.mm(8) : Math.max(Theme.mm(6), (start.y - implicitHeight) / 2)
        width: parent.width - x - Theme.margin
        spacing: Theme.mm(Theme.care ? 4 : 5)

        KitText {
            Layout.fillWidth: true
            visible: !root.tight
            kind: KitText.Lead
            color: Theme.primary
            text: qsTr("%1　%2").arg(Kiosk.date).arg(Kiosk.time)
        }
        KitText {
            Layout.fillWidth: true
            kind: root.tight ? KitText.Title : KitText.Hero
            text: qsTr("您好，想办什么事？")
            Accessible.role: Accessible.Heading
        }
        KitText {
            Layout.fillWidth: true
            visible: !root.tight
            color: Theme.muted
            text: qsTr("24 小时都可以办。不会用，请按“求助”，我们会通知工作人员。")
        }
        NoticePanel {
            Layout.fillWidth: true
            visible: root.model.afterPowerCut !== ""
            kind: StateBadge.Attention
            happened: root.model.afterPowerCut
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.mm(2)
            spacing: Theme.mm(3)

            StateMark {
                mark: root.model.allWell ? StateBadge.Good : StateBadge.Attention
                Layout.preferredWidth: Theme.leadSize
                Layout.preferredHeight: Theme.leadSize
            }
            KitText {
                Layout.fillWidth: true
                kind: KitText.Lead
                font.weight: Font.Bold
                color: root.model.allWell ? Theme.success : Theme.attention
                text: root.model.headline
            }
        }
        GridLayout {
            Layout.fillWidth: true
            visible: !(Theme.care && !Theme.portrait)
            columns: root.narrow ? 1 : 2
            columnSpacing: Theme.mm(6)
            rowSpacing: Theme.mm(5)

            Repeater {
                model: root.model.offers

                // Anchors, not a nested layout: that keeps the height of one line when a long name wraps.
                Item {
                    id: offer

                    required property int index
                    required property string name
                    required property string picture
                    required property bool works

                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    implicitHeight: Math.max(icon.height, offerName.height)
                    visible: offer.works && (!Theme.care || offer.index < 3)

                    Picture {
                        id: icon
                        anchors.verticalCenter: parent.verticalCenter
                        name: offer.picture
                        width: Theme.mm(16)
                        height: Theme.mm(16)
                    }
                    KitText {
                        id: offerName
                        anchors {
                            left: icon.right
                            right: parent.right
                            verticalCenter: parent.verticalCenter
                            leftMargin: Theme.mm(3)
                        }
                        text: offer.name
                    }
                }
            }
        }
        Repeater {
            model: root.model.problems

            RowLayout {
                id: problem

                required property int index
                required property string what
                required property string effect

                Layout.fillWidth: true
                visible: problem.index < root.problemsShown
                spacing: Theme.mm(3)

                StateMark {
                    mark: StateBadge.Attention
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: Theme.mm(1.5)
                    Layout.preferredWidth: Theme.bodySize
                    Layout.preferredHeight: Theme.bodySize
                }
                KitText {
                    Layout.fillWidth: true
                    color: Theme.attention
                    text: qsTr("%1%2").arg(problem.what).arg(problem.effect)
                }
            }
        }
    }
    PrimaryButton {
        id: start
        x: words.x
        y: band.y - height - Theme.mm(7)
        width: words.width
        minimumHeight: Theme.mm(Theme.portrait ? 40 : 32)
        textSize: Theme.heroSize
        glyph: "next"
        glyphAfter: true
        text: qsTr("开始办理")
        onClicked: root.model.start()
    }
    BottomBand {
        id: band
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        backVisible: false
        lowVisible: false
        onHelp: Kiosk.callHelp()
    }
}
