// Seconds left, in two fixed cells so that nothing jumps.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    required property int seconds

    implicitWidth: Theme.mm(64)
    implicitHeight: implicitWidth
    radius: width / 2
    color: Theme.accentSoft
    border.width: Theme.mm(2)
    border.color: Theme.accent
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("还有 %1 秒").arg(root.seconds)

    Column {
        anchors.centerIn: parent
        spacing: -Theme.mm(5)

        KitText {
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.ignored: true
            kind: KitText.Hero
            font.pixelSize: Theme.letter(26)
            text: root.seconds
        }
        KitText {
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.ignored: true
            kind: KitText.Small
            color: Theme.attention
            text: qsTr("秒")
        }
    }
}
