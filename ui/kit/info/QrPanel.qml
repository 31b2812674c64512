// A code to take away with the phone, and the sentence that says what it is for.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    // A QImage, one pixel per module or more, with its quiet zone or without.
    required property var image
    required property string sentence
    property string code: ""
    property int codeSize: Theme.mm(56)
    readonly property bool beside: root.width > Theme.mm(200)

    implicitHeight: grid.implicitHeight + Theme.padding * 2
    implicitWidth: root.codeSize + Theme.padding * 2
    Accessible.role: Accessible.Graphic
    Accessible.name: root.code === "" ? root.sentence : qsTr("%1 编号 %2").arg(root.sentence).arg(root.code)

    Card {
        anchors.fill: parent
    }
    GridLayout {
        id: grid
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.padding
        }
        columns: root.beside ? 2 : 1
        columnSpacing: Theme.padding
        rowSpacing: Theme.mm(3)

        FrameItem {
            Layout.preferredWidth: root.codeSize
            Layout.preferredHeight: root.codeSize
            Layout.alignment: Qt.AlignCenter
            image: root.image
            crisp: true
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.mm(2)

            KitText {
                Layout.fillWidth: true
                kind: KitText.Strong
                horizontalAlignment: root.beside ? Text.AlignLeft : Text.AlignHCenter
                text: root.sentence
            }
            KitText {
                Layout.fillWidth: true
                visible: root.code !== ""
                horizontalAlignment: root.beside ? Text.AlignLeft : Text.AlignHCenter
                color: Theme.muted
                text: root.code
            }
        }
    }
}
