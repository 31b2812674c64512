// What stands on the paper above what was read of it, both as wide as the card: whether the two are the same is seen sign by sign.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    required property string label
    required property string value
    required property var picture
    required property real shape    // width of the picture by its height

    readonly property real room: root.width - Theme.padding * 2
    // Width of the words in ems: a hanzi has one, a digit of this weight six tenths.
    readonly property real ems: Array.from(root.value).reduce((sum, sign) => sum + (sign > "\u2E80" ? 1.02 : 0.62), 0)
    readonly property int largest: Theme.mm(Theme.portrait ? 34 : Theme.care ? 24 : 30)

    implicitHeight: column.implicitHeight + Theme.padding * 2

    Card {
        anchors.fill: parent
    }
    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.padding
        }
        spacing: Theme.mm(2.5)

        KitText {
            Layout.fillWidth: true
            font.weight: Font.Bold
            color: Theme.primary
            text: qsTr("纸上写的%1").arg(root.label)
        }
        FrameItem {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(root.room / Math.max(root.shape, 0.5), Theme.mm(Theme.portrait ? 62 : Theme.care ? 34 : 52))
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("纸上写的%1").arg(root.label)
            image: root.picture
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.topMargin: Theme.mm(1)
            Layout.preferredHeight: Theme.hairline
            color: Theme.line
        }
        KitText {
            Layout.fillWidth: true
            font.weight: Font.Bold
            color: Theme.primary
            text: qsTr("机器读到的")
        }
        KitText {
            Layout.fillWidth: true
            kind: KitText.Title
            font.pixelSize: Math.max(Theme.titleSize, Math.min(root.largest, Math.floor(root.room / Math.max(root.ems, 1))))
            horizontalAlignment: Text.AlignHCenter
            text: root.value
        }
    }
}
