// Short sentences under one another, each with a sign; numbered when their order matters.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

ColumnLayout {
    id: root

    required property list<string> sentences
    property bool numbered: false
    property string sign: "tick"

    spacing: Theme.mm(3)

    Repeater {
        model: root.sentences

        RowLayout {
            id: point

            required property int index
            required property string modelData

            Layout.fillWidth: true
            spacing: Theme.mm(4)

            Rectangle {
                Layout.preferredWidth: Theme.mm(Theme.care ? 13 : 10)
                Layout.preferredHeight: Layout.preferredWidth
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.mm(0.5)
                radius: width / 2
                color: Theme.primarySoft

                KitText {
                    anchors.centerIn: parent
                    visible: root.numbered
                    Accessible.ignored: true
                    kind: KitText.Small
                    font.weight: Font.Bold
                    color: Theme.primary
                    text: point.index + 1
                }
                Glyph {
                    anchors.centerIn: parent
                    visible: !root.numbered
                    width: parent.width * 0.62
                    height: width
                    name: root.sign
                    color: Theme.primary
                    thickness: 3
                }
            }
            KitText {
                Layout.fillWidth: true
                text: point.modelData
            }
        }
    }
}
