// Where one question is answered: digits, a date, words, or one of several. Which of them is fixed for the
// item's life.
// The components look at Kiosk.form themselves: in Qt 6.4 a Loader cannot instantiate bound components, so they
// must not need anything from around them.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

Loader {
    id: root

    // The field's name; only there because the list of questions has one entry.
    required property string modelData

    // In the order of FormViewModel.Entry.
    sourceComponent: [number, date, words, choices][Kiosk.form.entry]

    Component {
        id: number

        ColumnLayout {
            id: numberEntry

            readonly property FormViewModel model: Kiosk.form

            spacing: Theme.gap

            DigitField {
                id: digits
                Layout.fillWidth: true
                label: qsTr("请按数字")
                error: numberEntry.model.error
                withX: numberEntry.model.withX
                groups: numberEntry.model.groups
                onEdited: value => numberEntry.model.enter(value)
                readonly property string typed: numberEntry.model.value
                onTypedChanged: if (digits.value !== digits.typed)
                    digits.value = digits.typed
            }
            Keypad {
                Layout.fillWidth: true
                withX: numberEntry.model.withX
                onKey: key => digits.type(key)
                onErase: digits.erase()
                onClear: digits.clear()
            }
        }
    }
    Component {
        id: date

        ColumnLayout {
            id: dateEntry

            readonly property FormViewModel model: Kiosk.form

            spacing: Theme.gap

            DateField {
                id: day
                Layout.fillWidth: true
                label: qsTr("先按年，再按月和日")
                error: dateEntry.model.error
                onDigitsChanged: if (day.digits !== dateEntry.model.value)
                    dateEntry.model.enter(day.digits)
                readonly property string typed: dateEntry.model.value
                onTypedChanged: if (day.digits !== day.typed)
                    day.digits = day.typed
            }
            Keypad {
                Layout.fillWidth: true
                onKey: key => day.type(key)
                onErase: day.erase()
                onClear: day.clear()
            }
        }
    }
    Component {
        id: words

        EntryField {
            id: entry

            readonly property FormViewModel model: Kiosk.form
            readonly property string typed: entry.model.value

            label: qsTr("请输入")
            error: entry.model.error
            maximumLength: entry.model.lengthMax
            onEdited: words => entry.model.enter(words)
            onAccepted: entry.model.next()
            onTypedChanged: if (entry.text !== entry.typed)
                entry.text = entry.typed
        }
    }
    Component {
        id: choices

        FormChoices {
        }
    }
}
