// The last orders and what came of them, newest first.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator
import Xiaowu.Kit

Rectangle {
    id: root

    required property PanelModel panel

    Layout.fillWidth: true
    Layout.fillHeight: true
    radius: 6
    color: Theme.paper
    border.color: Theme.line

    PanelLabel {
        id: heading
        x: 8
        y: 8
        font.weight: Font.Bold
        text: qsTr("最近的操作")
    }
    ListView {
        anchors {
            left: parent.left
            right: parent.right
            top: heading.bottom
            bottom: parent.bottom
            margins: 8
            topMargin: 4
        }
        clip: true
        spacing: 3
        model: root.panel.log
        delegate: PanelLabel {
            required property string modelData
            width: ListView.view.width
            font.pixelSize: 13
            color: modelData.startsWith("✗") ? Theme.problem : Theme.ink
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 3
            text: modelData
        }
    }
}
