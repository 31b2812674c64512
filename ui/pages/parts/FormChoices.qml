// The answers of a question that has a few.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

ColumnLayout {
    id: root

    readonly property FormViewModel model: Kiosk.form

    spacing: Theme.gap

    Repeater {
        model: root.model.choices

        ChoiceRow {
            id: choice

            required property string value
            required property string label
            required property bool chosen

            Layout.fillWidth: true
            Layout.minimumHeight: Theme.mm(30)
            title: choice.label
            selected: choice.chosen
            onClicked: root.model.enter(choice.value)
        }
    }
    NoticePanel {
        Layout.fillWidth: true
        visible: root.model.error !== ""
        kind: StateBadge.Problem
        happened: root.model.error
    }
}
