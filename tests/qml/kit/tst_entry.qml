// Pads, fields, rating, signature and pictures do what they say.
pragma ComponentBehavior: Bound
import QtQuick
import QtTest
import Xiaowu.Kit

Item {
    id: root
    width: 1080
    height: 1920

    Component { id: keypad; Keypad { width: 900; withX: true } }
    Component { id: letters; LetterPad { width: 1000 } }
    Component { id: stars; Stars { width: 1000 } }
    Component { id: entry; EntryField { label: "姓名"; width: 600 } }
    Component { id: digits; DigitField { label: "身份证号"; width: 990; withX: true } }
    Component { id: date; DateField { label: "出生日期"; width: 600 } }
    Component { id: sign; SignaturePad { width: 800; height: 400 } }
    Component { id: video; VideoPreview { width: 400; height: 400; guide: false } }
    Component { id: qr; QrPanel { width: 400; sentence: "扫一扫"; image: frames.code() } }
    Component { id: frame; PageFrame { width: 1080; height: 1920; title: "一"; answer: Item { objectName: "answer"; implicitHeight: 100; implicitWidth: 100 } } }
    Component { id: long_; PageFrame { width: 1080; height: 1920; title: "一"; answer: Item { implicitHeight: 5000; implicitWidth: 100 } } }
    Component { id: spy; SignalSpy { } }

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
            return test.createTemporaryObject(spy, root, { "target": target, "signalName": name });
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
            return [{ "tag": "a day", "keys": "20240229", "iso": "2024-02-29" }, { "tag": "no such day", "keys": "20230229", "iso": "" },
                { "tag": "month 13", "keys": "20231301", "iso": "" }, { "tag": "unfinished", "keys": "2023", "iso": "" }];
        }
        function test_dateField(row) {
            const field = make(date);
            for (const digit of row.keys)
                field.type(digit);
            compare(field.iso, row.iso);
        }
        function test_signMouse() {
            const pad = make(sign);
            const done = listen(pad, "signed");
            mouseDrag(pad.sheet, 100, 100, 300, 120, Qt.LeftButton);
            compare(pad.strokeCount, 1);
            compare(done.count, 1);
            verify(pad.inkLength > 150);
            verify(frames.darkPixels(pad.toImage()) > 300);
            pad.clear();
            compare(pad.strokeCount, 0);
            compare(frames.darkPixels(pad.toImage()), 0);
        }
        function test_signTouch() {
            const pad = make(sign);
            const touch = touchEvent(pad.sheet);
            touch.press(0, pad.sheet, 100, 100).commit();
            for (let x = 110; x <= 300; x += 10)
                touch.move(0, pad.sheet, x, 100 + x / 10).commit();
            // A resting palm writes nothing.
            touch.stationary(0).press(1, pad.sheet, 600, 300).commit();
            touch.stationary(0).move(1, pad.sheet, 650, 300).commit();
            touch.stationary(0).release(1, pad.sheet, 650, 300).commit();
            touch.release(0, pad.sheet, 300, 130).commit();
            compare(pad.strokeCount, 1);
            verify(pad.inkLength > 190 && pad.inkLength < 300, pad.inkLength);
            touch.press(0, pad.sheet, 50, 50).commit();
            touch.release(0, pad.sheet, 50, 50).commit();
            compare(pad.strokeCount, 2);
        }
        function test_video() {
            const view = make(video);
            verify(!view.hasFrame);
            view.source = frames;
            frames.send(64, 48);
            verify(view.hasFrame);
            waitForRendering(view);
            const shot = grabImage(view);
            compare(shot.green(200, 200) > 100 && shot.red(200, 200) < 20, true);
            view.source = null;
            verify(!view.hasFrame);
        }
        function test_qr() {
            const panel = make(qr);
            waitForRendering(panel);
            const shot = grabImage(panel);
            let dark = 0;
            for (let x = 0; x < panel.width; x += 2)
                for (let y = 0; y < panel.codeSize + 20; y += 2)
                    dark += shot.red(x, y) < 40 ? 1 : 0;
            verify(dark > 50, "the code is drawn: " + dark);
        }
        function test_controlsLow() {
            const page = make(frame);
            const answer = findChild(page, "answer");
            verify(answer.mapToItem(page, 0, 0).y < 600);
            page.controlsLow = true;
            waitForRendering(page);
            verify(answer.mapToItem(page, 0, 0).y >= 1920 * 0.4 - 1, answer.mapToItem(page, 0, 0).y);
        }
        function test_scrollButton() {
            const page = make(long_);
            const more = named(page, "下面还有");
            verify(more !== null);
            mouseClick(more);
            verify(named(page, "下面还有") !== null);
        }
        function test_overlayBlocksWhatIsBelow() {
            const button = test.createTemporaryQmlObject("import Xiaowu.Kit; PrimaryButton { text: '下' ; width: 300 }", root);
            const clicks = listen(button, "clicked");
            const cover = test.createTemporaryQmlObject("import Xiaowu.Kit; Overlay { title: '还在吗' }", root);
            verify(cover !== null);
            mouseClick(root, 50, 40);
            compare(clicks.count, 0);
        }
    }
}
