// What a button shows: a sign and its words, centred, the words wrapping when they must.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    required property string text
    required property string glyph
    required property color ink
    required property int textSize
    required property int weight
    property bool glyphAfter: false

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    RowLayout {
        id: row
        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.width)
        spacing: Theme.mm(2.5)
        layoutDirection: root.glyphAfter ? Qt.RightToLeft : Qt.LeftToRight

        // Most buttons have no sign, and a sign is the dearest part of one: none is made for them.
        Repeater {
            model: root.glyph === "" ? 0 : 1

            Glyph {
                name: root.glyph
                color: root.ink
                Layout.preferredWidth: root.textSize
                Layout.preferredHeight: root.textSize
            }
        }
        KitText {
            visible: root.text !== ""
            Layout.fillWidth: true
            Accessible.ignored: true
            text: root.text
            color: root.ink
            font.pixelSize: root.textSize
            font.weight: root.weight
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
