// White paper with a heading; what it holds lies under one another.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    property string heading: ""
    default property alias content: column.data
    property alias spacing: column.spacing

    implicitWidth: column.implicitWidth + Theme.padding * 2
    implicitHeight: column.implicitHeight + Theme.padding * 2

    Card {
        anchors.fill: parent
    }
    ColumnLayout {
        id: column
        anchors {
            fill: parent
            margins: Theme.padding
        }
        spacing: Theme.mm(4)

        KitText {
            Layout.fillWidth: true
            visible: root.heading !== ""
            kind: KitText.Strong
            font.weight: Font.Bold
            color: Theme.primary
            text: root.heading
        }
    }
}
