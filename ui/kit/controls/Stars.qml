// The five levels of 好差评: a face and its words for each; 5 is the best. The words count, the face only helps.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

GridLayout {
    id: root

    // 0 = nothing chosen yet, 1 非常不满意 … 5 非常满意.
    property int value: 0
    readonly property list<string> words: [qsTr("非常满意"), qsTr("满意"), qsTr("基本满意"), qsTr("不满意"), qsTr("非常不满意")]
    readonly property bool inColumn: Theme.care && Theme.portrait

    signal chosen(int value)

    columns: root.inColumn ? 1 : 5
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("满意程度")

    Repeater {
        model: 5

        CardButton {
            id: level

            required property int index
            readonly property int level: 5 - index

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            selected: root.value === level.level
            text: root.words[level.index]
            leftPadding: Theme.mm(3)
            rightPadding: Theme.mm(3)
            Accessible.role: Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: level.selected
            onClicked: {
                root.value = level.level;
                root.chosen(level.level);
            }

            contentItem: GridLayout {
                columns: root.inColumn ? 2 : 1
                columnSpacing: Theme.mm(6)

                Picture {
                    name: "rate-" + level.level
                    Layout.alignment: Qt.AlignCenter
                    Layout.preferredWidth: Theme.mm(root.inColumn ? 19 : 24)
                    Layout.preferredHeight: Theme.mm(root.inColumn ? 19 : 24)
                }
                KitText {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignVCenter
                    Accessible.ignored: true
                    horizontalAlignment: root.inColumn ? Text.AlignLeft : Text.AlignHCenter
                    kind: KitText.Strong
                    text: level.text
                }
            }
        }
    }
}
