// One paper: its picture (or a drawing when there is none yet), its name, its state. Pressing it opens it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

CardButton {
    id: root

    required property string title
    // A QImage from the view-model; without one the drawing `picture` is shown.
    property var image: undefined
    property string picture: "paper"
    property string stateText: ""
    property int kind: StateBadge.Unknown
    property string grade: ""
    property bool masked: false

    text: root.title
    Accessible.description: root.stateText

    contentItem: ColumnLayout {
        spacing: Theme.mm(2)

        Rectangle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Theme.mm(52)
            Layout.minimumHeight: Theme.mm(24)
            color: Theme.canvas
            radius: Theme.mm(2)

            FrameItem {
                anchors.fill: parent
                anchors.margins: Theme.mm(1.5)
                visible: root.image !== undefined && !root.masked
                image: root.image
            }
            Picture {
                anchors.fill: parent
                anchors.margins: Theme.mm(3)
                visible: root.image === undefined || root.masked
                name: root.picture
            }
        }
        KitText {
            Layout.fillWidth: true
            Accessible.ignored: true
            kind: KitText.Strong
            text: root.title
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.mm(2)

            StateBadge {
                visible: root.stateText !== ""
                kind: root.kind
                text: root.stateText
            }
            SourceBadge {
                visible: root.grade !== ""
                grade: root.grade
            }
        }
    }
}
