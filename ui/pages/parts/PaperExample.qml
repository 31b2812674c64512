// "Like this": the right paper as a drawing, with its name.
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    required property string paperName
    // Of the paper, of the side that is wanted, or of what is wrong, where that is the point.
    required property string drawing

    Picture {
        id: paper
        anchors {
            top: parent.top
            bottom: caption.top
            horizontalCenter: parent.horizontalCenter
            bottomMargin: Theme.mm(2)
        }
        width: height
        name: root.drawing
    }
    KitText {
        id: caption
        anchors {
            bottom: parent.bottom
            left: parent.left
            right: parent.right
        }
        kind: KitText.Strong
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("要的是：%1").arg(root.paperName)
    }
}
