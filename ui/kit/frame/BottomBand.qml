// 返回 · the one primary action · 求助, always here. On a tall screen also the switch that brings the controls
// down.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    property string backText: qsTr("返回")
    property bool backVisible: true
    property string primaryText: ""
    property bool primaryEnabled: true
    property bool lowVisible: Theme.portrait

    signal back
    signal primary
    signal help

    readonly property real room: helpButton.x - Theme.gap - root.beside
    // On a narrow screen, or with large letters, the action stands above the others instead of between them.
    readonly property bool stacked: root.primaryText !== "" && primaryButton.implicitWidth > root.room
    // With 返回 hidden the row on the left has no height.
    readonly property real rowMin: Theme.target + Theme.mm(4)
    readonly property real rowHeight: Math.max(left.implicitHeight, helpButton.implicitHeight, root.rowMin)
    readonly property string lowGlyph: Theme.controlsLow ? "raise" : "lower"
    // The action between the others: beside them on a tall screen, in the middle of a wide one.
    readonly property real beside: left.x + left.width + Theme.gap
    readonly property real middle: Math.max((root.width - primaryButton.width) / 2, root.beside)
    readonly property real placeInRow: Theme.portrait ? root.beside : root.middle
    readonly property real widthInRow: Theme.portrait ? root.room : Math.min(root.room, Theme.mm(240))

    implicitHeight: root.rowHeight + Theme.mm(10) + (root.stacked ? primaryButton.height + Theme.gap : 0)
    color: Theme.paper
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("操作")

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    Row {
        id: left
        anchors {
            left: parent.left
            bottom: parent.bottom
            leftMargin: Theme.margin
            bottomMargin: Theme.mm(5) + (root.rowHeight - height) / 2
        }
        spacing: Theme.gap

        SecondaryButton {
            visible: root.backVisible
            minimumHeight: primaryButton.minimumHeight
            glyph: "back"
            text: root.backText
            onClicked: root.back()
        }
        SecondaryButton {
            visible: root.lowVisible
            minimumHeight: primaryButton.minimumHeight
            leftPadding: Theme.mm(4)
            rightPadding: Theme.mm(4)
            edge: Theme.line
            glyph: Theme.care ? "" : root.lowGlyph
            text: Theme.controlsLow ? qsTr("上移") : qsTr("下移")
            Accessible.name: Theme.controlsLow ? qsTr("操作移回上面") : qsTr("操作移到下面")
            onClicked: Theme.controlsLow = !Theme.controlsLow
        }
    }
    PrimaryButton {
        id: primaryButton
        x: root.stacked ? Theme.margin : root.placeInRow
        y: root.stacked ? Theme.mm(5) : (parent.height - height) / 2
        width: root.stacked ? parent.width - Theme.margin * 2 : root.widthInRow
        visible: root.primaryText !== ""
        enabled: root.primaryEnabled
        text: root.primaryText
        onClicked: root.primary()
    }
    HelpButton {
        id: helpButton
        anchors {
            right: parent.right
            verticalCenter: left.verticalCenter
            rightMargin: Theme.margin
        }
        minimumHeight: primaryButton.minimumHeight
        onClicked: root.help()
    }
}
