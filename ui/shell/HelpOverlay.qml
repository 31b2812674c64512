// Help has been called; the work goes on when the person wants. Offline the call has not gone out, and that is what it says.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Overlay {
    title: Kiosk.networkGood ? qsTr("正在通知工作人员") : qsTr("网络断了，求助还没有送出去")
    line: Kiosk.networkGood ? qsTr("您填过的内容都还在。可以等一等，也可以接着办。") : qsTr("网络恢复后会自动通知工作人员。您填过的内容都还在。可以接着办，也可以直接去找工作人员。")
    picture: Kiosk.networkGood ? "person-helping" : "network-off"
    primaryText: qsTr("接着办")
    onPrimary: Kiosk.closeHelp()
}
