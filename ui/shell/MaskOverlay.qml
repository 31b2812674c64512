// The holder is away or not alone: the page is hidden, and a touch alone does not bring it back.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Overlay {
    title: Kiosk.mask.title
    line: Kiosk.mask.line
    secondsLeft: Kiosk.mask.ends || Kiosk.idleQuestion ? Kiosk.secondsLeft : -1
    picture: Kiosk.mask.ends ? "" : "face-two"
    primaryText: Kiosk.mask.helperOffered ? qsTr("他在帮我，可以一起看") : ""
    secondaryText: qsTr("不办了，退出")
    onPrimary: Kiosk.mask.allowCompanion()
    onSecondary: Kiosk.cancel()
}
