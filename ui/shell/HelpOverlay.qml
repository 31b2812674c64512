// Help has been called; the work goes on when the person wants.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Overlay {
    title: qsTr("已经通知工作人员")
    line: qsTr("您填过的内容都还在。可以等一等，也可以接着办。")
    picture: "person-helping"
    primaryText: qsTr("接着办")
    onPrimary: Kiosk.closeHelp()
}
