// Everything that will be handed in, each with where it comes from.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property ReviewViewModel model: Kiosk.review

    title: qsTr("请您核对，都对吗？")
    why: root.model.line
    primaryText: qsTr("确认")
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    Repeater {
        model: root.model.contradictions

        NoticePanel {
            required property string words

            Layout.fillWidth: true
            happened: words
            now: qsTr("请改一改，或者重新扫描。改不了也可以先交，由工作人员核对。")
        }
    }
    Section {
        Layout.fillWidth: true
        heading: qsTr("填写的内容")
        spacing: 0

        Repeater {
            model: root.model.answers

            ReviewRow {
                Layout.fillWidth: true
                onEditAsked: field => Kiosk.form.edit(field)
            }
        }
    }
    Section {
        Layout.fillWidth: true
        heading: qsTr("交的材料")
        visible: root.model.materials.count > 0

        Repeater {
            model: root.model.materials

            RowLayout {
                id: material

                required property string name
                required property string stateText
                required property string grade
                required property bool promised

                Layout.fillWidth: true
                spacing: Theme.mm(4)

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    KitText {
                        Layout.fillWidth: true
                        kind: KitText.Strong
                        text: material.name
                    }
                    KitText {
                        Layout.fillWidth: true
                        kind: KitText.Small
                        color: material.promised ? Theme.attention : Theme.success
                        text: material.stateText
                    }
                }
                SourceBadge {
                    grade: material.grade
                }
            }
        }
    }
    ChoiceRow {
        Layout.fillWidth: true
        visible: root.model.canKeep
        title: qsTr("以后办事，可以再用这些材料")
        manyAllowed: true
        line: qsTr("不选也可以。选了，下次证明是您本人以后，就不用再带再扫。")
        selected: root.model.keeps
        onClicked: root.model.keepPapers(!root.model.keeps)
    }
}
