// A page frame keeps the answer where it belongs, and an overlay keeps touches from what is below.
pragma ComponentBehavior: Bound
import QtQuick
import QtTest
import Xiaowu.Kit

Item {
    id: root
    width: 1080
    height: 1920

    Component {
        id: frame
        PageFrame {
            width: 1080
            height: 1920
            title: "一"
            answer: Item {
                objectName: "answer"
                implicitHeight: 100
                implicitWidth: 100
            }
        }
    }
    Component {
        id: long_
        PageFrame {
            width: 1080
            height: 1920
            title: "一"
            answer: Item {
                implicitHeight: 5000
                implicitWidth: 100
            }
        }
    }
    Component {
        id: below
        PrimaryButton {
            text: "下"
            width: 300
        }
    }
    Component {
        id: overlay
        Overlay {
            title: "还在吗"
        }
    }
    Component {
        id: spy
        SignalSpy {
        }
    }

    TestCase {
        id: test
        name: "Frames"
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
            const button = make(below);
            const clicks = listen(button, "clicked");
            const cover = make(overlay);
            verify(cover !== null);
            mouseClick(root, 50, 40);
            compare(clicks.count, 0);
        }
    }
}
