// Every component, in both modes: loads, has a name to speak, is large enough, takes the keyboard.
pragma ComponentBehavior: Bound
import QtQuick
import QtTest
import Xiaowu.Kit
import "samples"

Item {
    id: root
    width: 1080
    height: 1920

    property var code: frames.code()
    readonly property var others: Object.assign({}, panels.all, around.all)

    Pressables {
        id: pressables
        code: root.code
    }
    Panels {
        id: panels
        code: root.code
    }
    Frames {
        id: around
        code: root.code
    }

    Component {
        id: spy
        SignalSpy {
            signalName: "clicked"
        }
    }

    TestCase {
        id: test
        name: "Components"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
        }
        function cleanup() {
            Theme.reset();
            Theme.portrait = true;
        }
        function mode(list, name, care, portrait) {
            const tag = name + (care ? " care" : "") + (portrait ? "" : " landscape");
            return {
                "tag": tag,
                "part": list[name],
                "care": care,
                "portrait": portrait
            };
        }
        function modes(list) {
            const out = [];
            for (const name in list)
                for (const care of [false, true])
                    for (const portrait of [true, false])
                        out.push(mode(list, name, care, portrait));
            return out;
        }
        function make(row) {
            Theme.care = row.care;
            Theme.portrait = row.portrait;
            const made = test.createTemporaryObject(row.part, root);
            verify(made !== null);
            waitForRendering(root);
            return made;
        }
        // Everything that can be pressed inside, with its place.
        function pressed(top) {
            const button = top.visualFocus !== undefined && top.clicked !== undefined;
            let found = button && top.visible ? [top] : [];
            for (let i = 0; i < top.children.length; ++i)
                found = found.concat(pressed(top.children[i]));
            return found;
        }
        function test_pressable_data() {
            return modes(pressables.all);
        }
        function test_pressable(row) {
            const button = make(row);
            verify(button.implicitHeight >= Theme.target, "height " + button.implicitHeight);
            verify(button.implicitWidth >= Theme.target, "width " + button.implicitWidth);
            verify(button.Accessible.name !== "");
            const clicks = test.createTemporaryObject(spy, root, {
                    "target": button
                });
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus, "the ring shows");
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Enter);
            compare(clicks.count, 3);
            mouseClick(button);
            compare(clicks.count, 4);
            button.enabled = false;
            mouseClick(button);
            compare(clicks.count, 4);
        }
        function test_others_data() {
            return modes(root.others);
        }
        function test_others(row) {
            const made = make(row);
            verify(made.implicitHeight > 0 || made.height > 0);
            verify(made.Accessible.name !== "" || made.label !== undefined || made instanceof Chip);
            for (const button of pressed(made)) {
                const large = button.height >= Theme.target - 1 && button.width >= Theme.target - 1;
                const size = button.width + " x " + button.height;
                verify(large, button + " " + button.Accessible.name + " is " + size);
                verify(button.Accessible.name !== "", button + " has no name");
            }
        }
    }
}
