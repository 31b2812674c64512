// Where one question is answered: digits, a date, one of several; words are left to staff. Which of them is fixed for the
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

        GridLayout {
            id: numberEntry

            readonly property FormViewModel model: Kiosk.form

            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.gap * 2
            rowSpacing: Theme.gap

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.gap

                DigitField {
                    id: digits
                    Layout.fillWidth: true
                    reservedLines: Theme.byScreen(2, 3, 0, 0)
                    label: qsTr("请按数字")
                    error: numberEntry.model.error
                    withX: numberEntry.model.withX
                    groups: numberEntry.model.groups
                    onEdited: value => numberEntry.model.enter(value)
                    readonly property string typed: numberEntry.model.value
                    onTypedChanged: if (digits.value !== digits.typed)
                        digits.value = digits.typed
                }
                SecondaryButton {
                    Layout.fillWidth: true
                    visible: numberEntry.model.noneText !== ""
                    glyph: numberEntry.model.saidNone ? "tick" : ""
                    text: numberEntry.model.noneText
                    onClicked: numberEntry.model.sayNone()
                }
                KitText {
                    Layout.fillWidth: true
                    visible: numberEntry.model.saidNone
                    text: numberEntry.model.noteLine
                }
            }
            Keypad {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                withX: numberEntry.model.withX
                onKey: key => digits.type(key)
                onErase: digits.erase()
                onClear: digits.clear()
            }
        }
    }
    Component {
        id: date

        GridLayout {
            id: dateEntry

            readonly property FormViewModel model: Kiosk.form

            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.gap * 2
            rowSpacing: Theme.gap

            DateField {
                id: day
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                reservedLines: Theme.byScreen(2, 3, 0, 0)
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
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                onKey: key => day.type(key)
                onErase: day.erase()
                onClear: day.clear()
            }
        }
    }
    Component {
        id: words

        ColumnLayout {
            id: wordsEntry

            readonly property FormViewModel model: Kiosk.form

            spacing: Theme.gap

            Section {
                Layout.fillWidth: true
                visible: wordsEntry.model.value !== ""
                heading: qsTr("机器读到的")

                KitText {
                    Layout.fillWidth: true
                    kind: KitText.Title
                    text: wordsEntry.model.value
                }
            }
            NoticePanel {
                Layout.fillWidth: true
                kind: StateBadge.Unknown
                happened: wordsEntry.model.noteLine
            }
            SecondaryButton {
                Layout.fillWidth: true
                visible: wordsEntry.model.skipText !== ""
                text: wordsEntry.model.skipText
                onClicked: wordsEntry.model.skip()
            }
        }
    }
    Component {
        id: choices

        FormChoices {
        }
    }
}
