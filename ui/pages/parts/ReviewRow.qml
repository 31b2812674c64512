// One answer: what was asked, what is written, where it comes from; changed with one touch where it may be
// changed.
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    required property string field
    required property string label
    required property string value
    required property string source
    required property bool doubtful
    required property bool compared   // in doubt too, but the resident has held it against the paper
    required property bool editable

    signal editAsked(string field)

    implicitHeight: Math.max(line.height + Theme.mm(4), root.editable ? Theme.target + Theme.mm(3) : 0)

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    // Anchors and a positioner, not nested layouts: those keep the height of one line when a long label
    // wraps.
    Column {
        id: line
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            rightMargin: change.visible ? change.width + Theme.mm(4) : 0
        }

        KitText {
            width: parent.width
            kind: KitText.Small
            color: Theme.muted
            text: qsTr("%1 · %2").arg(root.label).arg(root.source)
        }
        KitText {
            width: parent.width
            kind: KitText.Strong
            text: root.value
        }
        StateBadge {
            width: Math.min(implicitWidth, parent.width)
            visible: root.doubtful
            kind: StateBadge.Attention
            text: qsTr("请看一看")
        }
        StateBadge {
            width: Math.min(implicitWidth, parent.width)
            visible: root.compared
            kind: StateBadge.Unknown
            text: qsTr("您对过了，工作人员会再看一眼")
        }
    }
    TextButton {
        id: change
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        visible: root.editable
        glyph: "pen"
        text: qsTr("修改")
        Accessible.name: qsTr("修改%1").arg(root.label)
        onClicked: root.editAsked(root.field)
    }
}
