// A short fact: "约 3 分钟", "不收费".
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    required property string text

    implicitWidth: label.implicitWidth + Theme.mm(7)
    implicitHeight: label.implicitHeight + Theme.mm(2)
    radius: height / 2
    color: Theme.primarySoft

    KitText {
        id: label
        anchors.centerIn: parent
        kind: KitText.Small
        color: Theme.primary
        text: root.text
    }
}
