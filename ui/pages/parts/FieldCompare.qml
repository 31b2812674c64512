// What stands on the paper above what was read of it, both as wide as the card: whether the two are the
// same is seen sign by sign.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    required property string label
    required property string value
    required property var picture
    required property real shape    // width of the picture by its height
    required property real ems      // width of the value in ems

    readonly property real room: root.width - Theme.padding * 2
    readonly property int largest: Theme.mm(Theme.byScreen(34, 34, 30, 24))
    readonly property int fitting: Math.floor(root.room / Math.max(root.ems, 1))
    readonly property real pictureHeight: root.room / Math.max(root.shape, 0.5)
    readonly property real pictureHeightMax: Theme.mm(Theme.byScreen(62, 62, 52, 34))

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
            Layout.preferredHeight: Math.min(root.pictureHeight, root.pictureHeightMax)
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
            font.pixelSize: Math.max(Theme.titleSize, Math.min(root.largest, root.fitting))
            horizontalAlignment: Text.AlignHCenter
            text: root.value
        }
    }
}
