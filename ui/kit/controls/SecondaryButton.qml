// Another way on or back.
import QtQuick
import Xiaowu.Kit

ButtonBase {
    fill: Theme.paper
    fillPressed: Theme.primarySoftPressed
    ink: Theme.primary
    edge: Theme.primary
}
