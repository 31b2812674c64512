// What is drawn is drawn: signature, video, code.
pragma ComponentBehavior: Bound
import QtQuick
import QtTest
import Xiaowu.Kit

Item {
    id: root
    width: 1080
    height: 1920

    Component {
        id: sign
        SignaturePad {
            width: 800
            height: 400
        }
    }
    Component {
        id: video
        VideoPreview {
            width: 400
            height: 400
            guide: false
        }
    }
    Component {
        id: qr
        QrPanel {
            width: 400
            sentence: "扫一扫"
            image: frames.code()
        }
    }
    Component {
        id: spy
        SignalSpy {
        }
    }

    TestCase {
        id: test
        name: "Pictures"
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
    }
}
