// 求助: on every screen, always the same place, always red and always with its word.
import QtQuick
import Xiaowu.Kit

ButtonBase {
    text: qsTr("求助")
    hint: qsTr("请工作人员来帮忙")
    glyph: "bell"
    fill: Theme.help
    fillPressed: Theme.helpPressed
    ink: Theme.helpInk
    weight: Font.Bold
}
