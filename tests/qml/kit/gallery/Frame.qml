// A whole screen of the gallery: the header above, the page below.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    default property alias page: body.data

    width: 1080
    height: 1920
    color: Theme.canvas

    Header {
        id: header
        width: parent.width
        cabinName: "桃源镇政务晓屋"
        timeText: "06:42"
        networkState: StateBadge.Good
        networkText: "网络正常"
        printerState: StateBadge.Attention
        printerText: "纸不多了"
    }
    Item {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: header.bottom
            bottom: parent.bottom
        }
    }
}
