// The one action a screen is for. At most one on a screen.
import QtQuick
import Xiaowu.Kit

ButtonBase {
    textSize: Theme.leadSize
    weight: Font.Bold
    minimumHeight: Theme.target + Theme.mm(4)
}
