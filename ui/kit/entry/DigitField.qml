// A number of known length, one fixed cell for each digit, grouped as it is printed on the card.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

FieldFrame {
    id: root

    property string value: ""
    // Sizes of the groups: [6, 4, 4, 4] for an ID number, [3, 4, 4] for a telephone.
    property list<int> groups: [6, 4, 4, 4]
    property bool withX: false
    property bool masked: false
    readonly property int length: root.sum(root.groups.length)
    readonly property bool complete: root.value.length === root.length
    readonly property real groupGap: Theme.mm(3)
    readonly property real cellRoom: root.width - Theme.mm(10) - (root.groups.length - 1) * root.groupGap
    readonly property real cellWidth: Math.min(Theme.mm(15), root.cellRoom / root.length)

    signal edited(string value)

    // How many digits the first so many groups hold.
    function sum(count: int): int {
        let digits = 0;
        for (let i = 0; i < count; ++i)
            digits += root.groups[i];
        return digits;
    }
    // A digit, or an X at the last place.
    function accepts(key: string): bool {
        const last = root.value.length === root.length - 1;
        return /^[0-9]$/.test(key) || (root.withX && last && key.toUpperCase() === "X");
    }
    function signAt(place: int): string {
        const sign = root.masked ? "•" : root.value.charAt(place);
        return place < root.value.length ? sign : "";
    }
    function type(key: string) {
        if (!root.complete && root.accepts(key)) {
            root.value += key.toUpperCase();
            root.edited(root.value);
        }
    }
    function erase() {
        root.value = root.value.slice(0, -1);
        root.edited(root.value);
    }
    function clear() {
        root.value = "";
        root.edited("");
    }

    Item {
        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.description: root.error !== "" ? root.error : root.hint
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_Backspace || /^[0-9xX]$/.test(event.text);
            if (event.key === Qt.Key_Backspace)
                root.erase();
            else if (event.accepted)
                root.type(event.text);
        }

        Row {
            x: Theme.mm(5)
            anchors.verticalCenter: parent.verticalCenter
            spacing: root.groupGap

            Repeater {
                model: root.groups

                Row {
                    id: group

                    required property int index
                    required property int modelData
                    readonly property int first: root.sum(group.index)

                    Repeater {
                        model: group.modelData

                        Item {
                            id: cell

                            required property int index
                            readonly property int place: group.first + cell.index

                            width: root.cellWidth
                            height: Theme.target

                            KitText {
                                anchors.centerIn: parent
                                Accessible.ignored: true
                                kind: KitText.Lead
                                font.weight: Font.Bold
                                text: root.signAt(cell.place)
                            }
                            Rectangle {
                                anchors {
                                    bottom: parent.bottom
                                    bottomMargin: Theme.mm(3)
                                    horizontalCenter: parent.horizontalCenter
                                }
                                width: parent.width * 0.7
                                height: Theme.stroke
                                color: cell.place < root.value.length ? Theme.primary : Theme.edge
                            }
                            Caret {
                                anchors.centerIn: parent
                                active: root.lit && cell.place === root.value.length
                            }
                        }
                    }
                }
            }
        }
    }
    TapHandler {
        onTapped: root.forceActiveFocus()
    }
}
