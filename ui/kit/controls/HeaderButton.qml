// A switch in the blue header: language, 关怀版.
import QtQuick
import Xiaowu.Kit

ButtonBase {
    fill: Theme.primaryPressed
    fillPressed: "#05264A"
    ink: Theme.primaryInk
    edge: "#8FB3DA"
    textSize: Theme.smallSize
    ringOnDark: true
    leftPadding: Theme.mm(4.5)
    rightPadding: Theme.mm(4.5)
}
