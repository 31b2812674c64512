// What every page of a session shares: the line of steps and the call for help.
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

PageFrame {
    steps: Kiosk.stepIndex >= 0 ? Kiosk.stepLabels : []
    step: Math.max(0, Kiosk.stepIndex)
    onHelp: Kiosk.callHelp()
}
