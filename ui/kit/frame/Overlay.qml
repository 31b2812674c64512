// A question over everything, with a count-down when it matters. It covers the page completely, so nothing
// personal shows behind it.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

FocusScope {
    id: root

    required property string title
    property string line: ""
    property string picture: ""
    // -1 = no count-down.
    property int secondsLeft: -1
    property string primaryText: ""
    property string secondaryText: ""

    signal primary
    signal secondary

    anchors.fill: parent
    focus: visible
    Accessible.role: Accessible.Dialog
    Accessible.name: root.title
    Accessible.description: root.line

    // Nothing below may be touched.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
    MouseArea {
        anchors.fill: parent
        Accessible.ignored: true
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    Rectangle {
        width: parent.width
        height: Theme.mm(4)
        color: Theme.primary
    }
    ColumnLayout {
        readonly property real low: Math.max(0, (root.height - implicitHeight) / 2 - Theme.mm(20))
        anchors.centerIn: parent
        anchors.verticalCenterOffset: Theme.controlsLow ? low : 0
        width: Math.min(parent.width - Theme.margin * 2, Theme.mm(300))
        // The picture gives way, never the button.
        height: Math.min(implicitHeight, root.height - Theme.mm(16))
        spacing: Theme.mm(8)

        Picture {
            visible: root.picture !== "" && root.secondsLeft < 0
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Theme.mm(90)
            Layout.preferredHeight: Theme.mm(90)
            Layout.maximumHeight: Theme.mm(90)
            Layout.minimumHeight: 0
            Layout.fillHeight: true
            name: root.picture
        }
        CountDown {
            visible: root.secondsLeft >= 0
            Layout.alignment: Qt.AlignHCenter
            seconds: Math.max(0, root.secondsLeft)
        }
        KitText {
            Layout.fillWidth: true
            kind: KitText.Hero
            horizontalAlignment: Text.AlignHCenter
            text: root.title
        }
        KitText {
            Layout.fillWidth: true
            visible: root.line !== ""
            kind: KitText.Lead
            font.weight: Font.Normal
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
            text: root.line
        }
        PrimaryButton {
            Layout.fillWidth: true
            Layout.topMargin: Theme.mm(6)
            visible: root.primaryText !== ""
            focus: true
            minimumHeight: Theme.target * 1.5
            text: root.primaryText
            onClicked: root.primary()
        }
        SecondaryButton {
            Layout.fillWidth: true
            visible: root.secondaryText !== ""
            text: root.secondaryText
            onClicked: root.secondary()
        }
    }
}
