// One line of words. Keys come from a pad or keyboard on the screen (type, erase, clear) or from a real
// keyboard.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Xiaowu.Kit

FieldFrame {
    id: root

    property alias text: field.text
    property alias maximumLength: field.maximumLength
    property alias readOnly: field.readOnly
    property string placeholder: ""

    signal edited(string text)
    signal accepted

    function type(words: string) {
        field.remove(field.selectionStart, field.selectionEnd);
        field.insert(field.cursorPosition, words);
        root.edited(field.text);
    }
    function erase() {
        field.remove(field.cursorPosition - 1, field.cursorPosition);
        root.edited(field.text);
    }
    function clear() {
        field.clear();
        root.edited("");
    }

    T.TextField {
        id: field
        anchors.fill: parent
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.padding
        focus: true
        color: Theme.ink
        selectionColor: Theme.primarySoftPressed
        selectedTextColor: Theme.ink
        font.family: Theme.fontFamily
        font.pixelSize: Theme.leadSize
        font.weight: Font.Bold
        verticalAlignment: TextInput.AlignVCenter
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        cursorDelegate: Caret {
            active: field.cursorVisible
        }
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.description: root.error !== "" ? root.error : root.hint
        onTextEdited: root.edited(field.text)
        onAccepted: root.accepted()
    }
    KitText {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.padding
        visible: field.text === "" && !field.cursorVisible
        Accessible.ignored: true
        color: Theme.muted
        text: root.placeholder
    }
}
