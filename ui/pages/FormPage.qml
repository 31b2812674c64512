// First what the card already says, then one question a screen.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property FormViewModel model: Kiosk.form

    title: root.model.question
    why: root.model.line
    primaryText: root.model.proceedText
    onBack: root.model.back()
    onPrimary: root.model.next()

    KeyValueTable {
        Layout.fillWidth: true
        visible: root.model.kind === FormViewModel.Table
        rows: root.model.known.maps
    }
    KitText {
        Layout.fillWidth: true
        visible: root.model.kind === FormViewModel.Table
        color: Theme.muted
        text: qsTr("身份证上的内容不能在这里改。有不对的，请按“求助”。")
    }
    // A fresh answer area for each question, so that nothing typed is carried over.
    Repeater {
        model: root.model.asked

        FormAnswer {
            Layout.fillWidth: true
        }
    }
}
