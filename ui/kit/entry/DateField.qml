// A date as year, month, day. `iso` is "YYYY-MM-DD" once the eight digits are a day that exists, else empty.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

FieldFrame {
    id: root

    property string digits: ""
    readonly property string iso: root.isoOf(root.digits)
    readonly property bool complete: root.digits.length === 8

    signal edited(string iso)

    // Without types: qmllint of Qt 6.4 falls over them here.
    function isoOf(digits) {
        const text = digits.slice(0, 4) + "-" + digits.slice(4, 6) + "-" + digits.slice(6, 8);
        const day = new Date(text + "T00:00:00Z");
        return digits.length === 8 && !isNaN(day) && day.toISOString().startsWith(text) ? text : "";
    }
    function type(key: string) {
        if (root.complete || !/^[0-9]$/.test(key))
            return;
        root.digits += key;
        root.edited(root.iso);
    }
    function erase() {
        root.digits = root.digits.slice(0, -1);
        root.edited(root.iso);
    }
    function clear() {
        root.digits = "";
        root.edited("");
    }

    Row {
        id: row
        x: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        focus: true
        activeFocusOnTab: true
        spacing: Theme.mm(3)
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.description: root.error !== "" ? root.error : root.hint
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_Backspace || /^[0-9]$/.test(event.text);
            if (event.key === Qt.Key_Backspace)
                root.erase();
            else if (event.accepted)
                root.type(event.text);
        }

        Repeater {
            model: [{
                    "from": 0,
                    "size": 4,
                    "word": qsTr("年")
                }, {
                    "from": 4,
                    "size": 2,
                    "word": qsTr("月")
                }, {
                    "from": 6,
                    "size": 2,
                    "word": qsTr("日")
                }]

            Row {
                id: part

                required property var modelData
                readonly property int from: part.modelData.from
                readonly property int to: part.from + part.modelData.size
                readonly property int typed: root.digits.length
                readonly property string shown: root.digits.slice(part.from, part.to)
                readonly property bool here: root.lit && part.typed >= part.from && part.typed < part.to

                spacing: Theme.mm(2)

                Item {
                    width: Theme.leadSize * 0.72 * part.modelData.size
                    height: Theme.leadSize * 1.5

                    KitText {
                        id: value
                        anchors.verticalCenter: parent.verticalCenter
                        Accessible.ignored: true
                        kind: KitText.Lead
                        font.weight: Font.Bold
                        text: part.shown
                    }
                    Caret {
                        anchors.verticalCenter: parent.verticalCenter
                        x: value.implicitWidth + Theme.mm(0.5)
                        active: part.here
                    }
                    Rectangle {
                        anchors.bottom: parent.bottom
                        width: parent.width
                        height: Theme.stroke
                        color: part.here ? Theme.primary : Theme.edge
                    }
                }
                KitText {
                    anchors.verticalCenter: parent.verticalCenter
                    Accessible.ignored: true
                    color: Theme.muted
                    text: part.modelData.word
                }
            }
        }
    }
    TapHandler {
        onTapped: root.forceActiveFocus()
    }
}
