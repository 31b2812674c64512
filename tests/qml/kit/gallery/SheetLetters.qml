import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "用拼音首字母找"
        why: "比如“养老证明”按 Y L Z M。"
        pictureShare: 0

        EntryField {
            id: field
            Layout.fillWidth: true
            label: "首字母"
            text: "YL"
            placeholder: "点下面的字母"
        }
        LetterPad {
            Layout.fillWidth: true
            onKey: text => field.type(text)
        }
        ChoiceRow {
            Layout.fillWidth: true
            title: "养老保险缴费证明"
            selected: true
        }
        ChoiceRow {
            Layout.fillWidth: true
            title: "养老待遇领取证明"
            line: "每月领多少"
        }
        ChoiceRow {
            Layout.fillWidth: true
            title: "我已看过并同意"
            manyAllowed: true
            selected: true
        }
    }
}
