// A state as shape, word and colour together. Unknown is never green.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    enum Kind {
        Good,
        Attention,
        Problem,
        Unknown
    }

    required property string text
    required property int kind
    readonly property color tone: Theme.tones[root.kind]
    readonly property color ground: Theme.softTones[root.kind]

    // As wide as its words; where it gets less the words wrap.
    readonly property real beside: mark.width + row.spacing + Theme.mm(7)

    implicitWidth: Math.ceil(label.implicitWidth) + root.beside
    implicitHeight: label.height + Theme.mm(2)
    radius: Math.min(height, Theme.smallSize * 2) / 2
    color: root.ground
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.mm(2)

        StateMark {
            id: mark
            anchors.verticalCenter: parent.verticalCenter
            mark: root.kind
            width: Math.round(Theme.smallSize * 0.86)
            height: width
        }
        KitText {
            id: label
            width: Math.min(Math.ceil(implicitWidth), root.width - root.beside)
            Accessible.ignored: true
            kind: KitText.Small
            font.weight: Font.Bold
            color: root.tone
            text: root.text
        }
    }
}
