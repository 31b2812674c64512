// A quiet action inside a page; still a full-size target.
import QtQuick
import Xiaowu.Kit

ButtonBase {
    fill: "transparent"
    fillPressed: Theme.primarySoft
    ink: Theme.primary
}
