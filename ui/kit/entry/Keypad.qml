// Digits for fingers: 1–9, 0, X when an ID number needs it, one back, all clear. It only emits; the page
// passes the key to its field.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

GridLayout {
    id: root

    property bool withX: false
    property bool withDot: false
    readonly property string dot: root.withDot ? "." : ""
    readonly property string extra: root.withX ? "X" : root.dot
    readonly property int keyHeight: Math.round(Theme.target * (Theme.portrait ? 1.3 : 1))

    signal key(string text)
    signal erase
    signal clear

    columns: 3
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("数字键盘")

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

        KeyButton {
            required property string modelData
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.target * 1.6
            minimumHeight: root.keyHeight
            text: modelData
            onClicked: root.key(modelData)
        }
    }
    KeyButton {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.target * 1.6
        minimumHeight: root.keyHeight
        quiet: root.extra === ""
        text: root.extra === "" ? qsTr("清空") : root.extra
        onClicked: root.extra === "" ? root.clear() : root.key(root.extra)
    }
    KeyButton {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.target * 1.6
        minimumHeight: root.keyHeight
        text: "0"
        onClicked: root.key("0")
    }
    KeyButton {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.target * 1.6
        minimumHeight: root.keyHeight
        quiet: true
        glyph: "erase"
        textSize: Theme.titleSize
        autoRepeat: true
        Accessible.name: qsTr("删一位")
        onClicked: root.erase()
    }
    KeyButton {
        visible: root.extra !== ""
        Layout.columnSpan: 3
        Layout.fillWidth: true
        quiet: true
        text: qsTr("清空")
        onClicked: root.clear()
    }
}
