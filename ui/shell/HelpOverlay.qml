// Help has been called; the work goes on when the person wants.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Overlay {
    title: Kiosk.help.title
    line: Kiosk.help.line
    picture: Kiosk.help.picture
    primaryText: qsTr("接着办")
    onPrimary: Kiosk.closeHelp()
}
