// Pads, fields and rating do what they say.
pragma ComponentBehavior: Bound
import QtQuick
import QtTest
import Xiaowu.Kit

Item {
    id: root
    width: 1080
    height: 1920

    Component {
        id: keypad
        Keypad {
            width: 900
            withX: true
        }
    }
    Component {
        id: letters
        LetterPad {
            width: 1000
        }
    }
    Component {
        id: stars
        Stars {
            width: 1000
        }
    }
    Component {
        id: entry
        EntryField {
            label: "姓名"
            width: 600
        }
    }
    Component {
        id: digits
        DigitField {
            label: "身份证号"
            width: 990
            withX: true
        }
    }
    Component {
        id: date
        DateField {
            label: "出生日期"
            width: 600
        }
    }
    Component {
        id: spy
        SignalSpy {
        }
    }

    TestCase {
        id: test
        name: "Entry"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
        }
        function make(part) {
            const made = test.createTemporaryObject(part, root);
            waitForRendering(root);
            return made;
        }
        function listen(target, name) {
            return test.createTemporaryObject(spy, root, {
                    "target": target,
                    "signalName": name
                });
        }
        function named(top, name) {
            if (top.visible && top.clicked !== undefined && top.Accessible.name === name)
                return top;
            for (let i = 0; i < top.children.length; ++i) {
                const found = named(top.children[i], name);
                if (found)
                    return found;
            }
            return null;
        }
        function test_keypad() {
            const pad = make(keypad);
            const keys = listen(pad, "key");
            const erased = listen(pad, "erase");
            const cleared = listen(pad, "clear");
            for (const word of ["1", "9", "0", "X"])
                mouseClick(named(pad, word));
            compare(keys.signalArguments.map(args => args[0]).join(""), "190X");
            mouseClick(named(pad, "删一位"));
            mouseClick(named(pad, "清空"));
            compare(erased.count, 1);
            compare(cleared.count, 1);
            pad.withX = false;
            compare(named(pad, "X"), null);
            mouseClick(named(pad, "清空"));
            compare(cleared.count, 2);
        }
        function test_letters() {
            const pad = make(letters);
            const keys = listen(pad, "key");
            for (const letter of "AMZ")
                mouseClick(named(pad, letter));
            compare(keys.signalArguments.map(args => args[0]).join(""), "AMZ");
        }
        function test_stars() {
            const rating = make(stars);
            const chosen = listen(rating, "chosen");
            mouseClick(named(rating, "非常满意"));
            compare(rating.value, 5);
            mouseClick(named(rating, "非常不满意"));
            compare(rating.value, 1);
            compare(chosen.count, 2);
        }
        function test_entryField() {
            const field = make(entry);
            field.forceActiveFocus();
            field.type("李春");
            keyClick("a");
            compare(field.text, "李春a");
            field.erase();
            compare(field.text, "李春");
            field.clear();
            compare(field.text, "");
            field.erase();
            compare(field.text, "");
        }
        function test_digitField() {
            const field = make(digits);
            field.forceActiveFocus();
            for (const digit of "51234519500101002")
                field.type(digit);
            field.type("A");
            compare(field.value.length, 17);
            keyClick("x");
            compare(field.value, "51234519500101002X");
            verify(field.complete);
            field.type("1");
            compare(field.value.length, 18);
            keyClick(Qt.Key_Backspace);
            compare(field.value.length, 17);
            field.clear();
            field.type("X");
            compare(field.value, "");
        }
        function test_dateField_data() {
            return [{
                    "tag": "a day",
                    "keys": "20240229",
                    "iso": "2024-02-29"
                }, {
                    "tag": "no such day",
                    "keys": "20230229",
                    "iso": ""
                }, {
                    "tag": "month 13",
                    "keys": "20231301",
                    "iso": ""
                }, {
                    "tag": "unfinished",
                    "keys": "2023",
                    "iso": ""
                }];
        }
        function test_dateField(row) {
            const field = make(date);
            for (const digit of row.keys)
                field.type(digit);
            compare(field.iso, row.iso);
        }
    }
}
