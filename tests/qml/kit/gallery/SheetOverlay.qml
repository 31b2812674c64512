import QtQuick
import Xiaowu.Kit

Frame {
    Overlay {
        title: "您还在办理吗？"
        line: "内容已先遮住。没有人按，就自动结束并清除。"
        secondsLeft: 17
        primaryText: "我还在"
        secondaryText: "结束，清除我的内容"
    }
}
