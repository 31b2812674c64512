import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Frame {
    PageFrame {
        anchors.fill: parent
        title: "请输入孩子的身份证号"
        why: "在户口簿孩子那一页的下面。"
        steps: ["身份证", "填写", "材料"]
        step: 1
        primaryText: "下一步"
        primaryEnabled: false

        DigitField {
            id: digits
            Layout.fillWidth: true
            label: "身份证号"
            value: "51234520150"
            withX: true
            focus: true
        }
        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            EntryField {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                label: "姓名"
                text: "李小"
                error: "姓名要和户口簿一样。"
            }
            DateField {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                label: "出生日期"
                digits: "2015"
            }
        }
        Keypad {
            Layout.fillWidth: true
            withX: true
            onKey: text => digits.type(text)
        }
    }
}
