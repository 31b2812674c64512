// 您还在办理吗? The page is hidden; any touch says yes.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Overlay {
    title: qsTr("您还在办理吗？")
    line: qsTr("内容已先遮住。点一下屏幕就接着办，没有人就会清除。")
    secondsLeft: Kiosk.secondsLeft
    primaryText: qsTr("我还在")
    onPrimary: Kiosk.extend()
}
