// A–Z for pinyin initials, in the order everybody knows.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

GridLayout {
    id: root

    readonly property string letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    signal key(string text)
    signal erase
    signal clear

    columns: Theme.byScreen(7, 6, 10, 10)
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("拼音首字母键盘")

    Repeater {
        model: 26

        KeyButton {
            id: letter

            required property int index

            Layout.fillWidth: true
            Layout.preferredWidth: Theme.target
            text: root.letters.charAt(letter.index)
            onClicked: root.key(letter.text)
        }
    }
    KeyButton {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.target
        quiet: true
        glyph: "erase"
        textSize: Theme.titleSize
        autoRepeat: true
        Accessible.name: qsTr("删一位")
        onClicked: root.erase()
    }
    KeyButton {
        Layout.fillWidth: true
        Layout.columnSpan: root.columns - 27 % root.columns
        Layout.preferredWidth: Theme.target
        quiet: true
        text: qsTr("清空")
        onClicked: root.clear()
    }
}
