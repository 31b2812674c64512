// Every page: steps, one question as a sentence, one line of why, a picture, the answer area, the band.
// Portrait: picture above the answer; landscape: picture column left, answer right. `controlsLow` keeps
// the answer in the lower 60 %.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

FocusScope {
    id: root

    required property string title
    property string why: ""
    property list<string> steps
    property int step: 0
    property alias picture: pictureArea.data
    // Part of the page the picture takes: of the height in portrait, of the width in landscape. 0 = no
    // picture.
    property real pictureShare: 0
    // true: the answer gets all the height there is (video, lists that scroll themselves); false: it is as
    // tall as it needs and scrolls as one.
    property bool fillAnswer: false
    property bool controlsLow: Theme.controlsLow
    default property alias answer: answerColumn.data
    property alias spacing: answerColumn.spacing

    property alias backText: band.backText
    property alias backVisible: band.backVisible
    property alias primaryText: band.primaryText
    property alias primaryEnabled: band.primaryEnabled
    property alias bandVisible: band.visible

    signal back
    signal primary
    signal help

    readonly property bool side: !Theme.portrait && root.pictureShare > 0
    readonly property real screenHeight: Window.height > 0 ? Window.height : root.height
    readonly property real lowTop: root.height - root.screenHeight * 0.6
    readonly property real bandTop: band.visible ? band.y : root.height
    readonly property real textTop: head.y + head.height + Theme.mm(Theme.portrait ? 9 : 6)
    readonly property real lowRoom: root.controlsLow ? root.lowTop - root.textTop - Theme.gap : 0
    readonly property bool above: root.pictureShare > 0 && !root.side
    readonly property real share: root.height * root.pictureShare
    readonly property real pictureHeight: root.above ? Math.max(root.lowRoom, root.share) : 0

    Accessible.role: Accessible.Pane
    Accessible.name: root.title

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    StepLine {
        id: stepLine
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: Theme.margin
            rightMargin: Theme.margin
            topMargin: Theme.mm(5)
        }
        visible: root.steps.length > 1
        labels: root.steps
        current: root.step
    }
    ColumnLayout {
        id: head
        x: root.side ? pictureArea.x + pictureArea.width + Theme.padding * 2 : Theme.margin
        readonly property real belowSteps: stepLine.y + stepLine.height + Theme.mm(Theme.portrait ? 10 : 7)
        readonly property real withoutSteps: Theme.mm(Theme.portrait ? 14 : 9)
        y: stepLine.visible ? head.belowSteps : head.withoutSteps
        width: root.width - x - Theme.margin
        spacing: Theme.mm(2.5)

        KitText {
            Layout.fillWidth: true
            kind: KitText.Title
            text: root.title
            Accessible.role: Accessible.Heading
        }
        KitText {
            Layout.fillWidth: true
            visible: root.why !== ""
            color: Theme.muted
            text: root.why
        }
    }
    Item {
        id: pictureArea
        x: Theme.margin
        y: root.side ? head.y : root.textTop
        width: root.side ? (root.width - Theme.margin * 2) * root.pictureShare : root.width - Theme.margin * 2
        height: root.side ? root.bandTop - y - Theme.padding : root.pictureHeight
        visible: root.pictureShare > 0
    }
    Flickable {
        id: answerArea

        readonly property real pictureRoom: root.pictureHeight > 0 ? root.pictureHeight + Theme.mm(6) : 0
        readonly property real natural: root.textTop + answerArea.pictureRoom
        readonly property real room: answerArea.height - Theme.mm(6)

        // A screenful further, or from the end back to the beginning.
        function turn() {
            const next = answerArea.contentY + answerArea.height * 0.8;
            const last = answerArea.contentHeight - answerArea.height;
            answerArea.contentY = answerArea.atYEnd ? 0 : Math.min(next, last);
        }

        x: head.x - Theme.mm(2)
        y: root.controlsLow ? Math.max(natural, root.lowTop) : natural
        width: head.width + Theme.mm(4)
        height: root.bandTop - y - (more.visible ? more.height : 0)
        contentWidth: width
        contentHeight: answerColumn.height + Theme.mm(6)
        clip: contentHeight > height + 1
        interactive: contentHeight > height + 1
        boundsBehavior: Flickable.StopAtBounds

        ColumnLayout {
            id: answerColumn
            x: Theme.mm(2)
            y: Theme.mm(1)
            width: answerArea.width - Theme.mm(4)
            height: root.fillAnswer ? Math.max(implicitHeight, answerArea.room) : implicitHeight
            spacing: Theme.mm(Theme.care ? 6 : 5)
        }
    }
    // Not everybody knows how to push a page: a button does it too.
    Rectangle {
        id: more
        anchors {
            left: parent.left
            right: parent.right
            bottom: band.visible ? band.top : parent.bottom
            leftMargin: root.side ? head.x - Theme.padding : 0
        }
        // By what the answer needs, not by what it got: with fillAnswer the two would chase each other.
        visible: answerColumn.implicitHeight + Theme.mm(6) > root.bandTop - answerArea.y + 1
        height: moreButton.height + Theme.mm(2)
        color: Theme.canvas

        Rectangle {
            width: parent.width
            height: Theme.hairline
            color: Theme.line
        }
        TextButton {
            id: moreButton
            anchors.centerIn: parent
            glyph: answerArea.atYEnd ? "up" : "down"
            text: answerArea.atYEnd ? qsTr("回到上面") : qsTr("下面还有")
            onClicked: answerArea.turn()
        }
    }
    BottomBand {
        id: band
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        onBack: root.back()
        onPrimary: root.primary()
        onHelp: root.help()
    }
}
