// 您还在办理吗? The page is hidden; any touch says yes.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Overlay {
    title: qsTr("您还在办理吗？")
    line: Kiosk.idleLine
    secondsLeft: Kiosk.secondsLeft
    primaryText: qsTr("我还在")
    onPrimary: Kiosk.extend()
}
