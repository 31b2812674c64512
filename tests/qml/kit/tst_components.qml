// Every component, in both modes: loads, has a name to speak, is large enough, takes the keyboard.
pragma ComponentBehavior: Bound
import QtQuick
import QtTest
import Xiaowu.Kit

Item {
    id: root
    width: 1080
    height: 1920

    Component { id: primary; PrimaryButton { text: "开始" } }
    Component { id: secondary; SecondaryButton { text: "返回"; glyph: "back" } }
    Component { id: help; HelpButton { } }
    Component { id: textButton; TextButton { text: "换一个" } }
    Component { id: choice; ChoiceCard { title: "住房"; line: "查档"; picture: "house" } }
    Component { id: stacked; ChoiceCard { title: "住房"; picture: "house"; stacked: true } }
    Component { id: item; ItemCard { title: "证明"; badgeText: "能办"; tags: ["不收费"] } }
    Component { id: row; ChoiceRow { title: "同意"; manyAllowed: true } }
    Component { id: thumb; DocumentThumb { title: "户口簿"; stateText: "好"; kind: StateBadge.Good; image: root.code } }
    Component { id: headerButton; HeaderButton { text: "关怀版" } }
    Component { id: key; KeyButton { text: "5" } }
    Component { id: chip; Chip { text: "约 3 分钟" } }
    Component { id: badge; StateBadge { text: "正常"; kind: StateBadge.Unknown } }
    Component { id: source; SourceBadge { grade: "B" } }
    Component { id: notice; NoticePanel { happened: "纸用完了"; kept: "记着"; now: "等"; helper: "来"; picture: "paper-empty"; width: 900 } }
    Component { id: table; KeyValueTable { width: 900; rows: [{ "label": "姓名", "value": "李春华", "source": "A" }, { "label": "电话", "value": "1", "source": "" }] } }
    Component { id: progress; ProgressSteps { width: 900; steps: ["看", "比"]; current: 1; stopText: "停下" } }
    Component { id: qr; QrPanel { width: 900; sentence: "扫一扫"; code: "3071"; image: root.code } }
    Component { id: stars; Stars { width: 1000 } }
    Component { id: keypad; Keypad { width: 900; withX: true } }
    Component { id: letters; LetterPad { width: 1000 } }
    Component { id: entry; EntryField { label: "姓名"; text: "李"; error: "再看看" } }
    Component { id: digits; DigitField { label: "身份证号"; width: 990 } }
    Component { id: date; DateField { label: "日期" } }
    Component { id: sign; SignaturePad { } }
    Component { id: header; Header { width: 1080; cabinName: "晓屋"; timeText: "06:42" } }
    Component { id: stepLine; StepLine { width: 900; labels: ["一", "二"]; current: 0 } }
    Component { id: band; BottomBand { width: 1080; primaryText: "下一步" } }
    Component { id: frame; PageFrame { width: 1080; height: 1800; title: "您想办什么?"; steps: ["一", "二"]; pictureShare: 0.3; picture: Picture { name: "done"; anchors.fill: parent } } }
    Component { id: overlay; Overlay { title: "还在吗?"; secondsLeft: 9; primaryText: "在"; secondaryText: "不在" } }
    Component { id: cabin; CabinFigure { place: CabinFigure.SlipSlot; words: "取小票" } }
    Component { id: dawn; DawnScene { width: 1080 } }
    Component { id: video; VideoPreview { words: "近一点"; kind: StateBadge.Good } }

    property var code: frames.code()
    readonly property var pressable: ({ primary, secondary, help, textButton, choice, stacked, item, row, thumb, headerButton, key })
    readonly property var others: ({ chip, badge, source, notice, table, progress, qr, stars, keypad, letters, entry, digits, date, sign, header, stepLine, band, frame, overlay, cabin, dawn, video })

    Component { id: spy; SignalSpy { signalName: "clicked" } }

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
        function modes(list) {
            const out = [];
            for (const name in list)
                for (const care of [false, true])
                    for (const portrait of [true, false])
                        out.push({ "tag": name + (care ? " care" : "") + (portrait ? "" : " landscape"), "part": list[name], "care": care, "portrait": portrait });
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
        function pressables(top) {
            let found = top.visualFocus !== undefined && top.clicked !== undefined && top.visible ? [top] : [];
            for (let i = 0; i < top.children.length; ++i)
                found = found.concat(pressables(top.children[i]));
            return found;
        }
        function test_pressable_data() {
            return modes(root.pressable);
        }
        function test_pressable(row) {
            const button = make(row);
            verify(button.implicitHeight >= Theme.target, "height " + button.implicitHeight);
            verify(button.implicitWidth >= Theme.target, "width " + button.implicitWidth);
            verify(button.Accessible.name !== "");
            const clicks = test.createTemporaryObject(spy, root, { "target": button });
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
            for (const button of pressables(made)) {
                verify(button.height >= Theme.target - 1 && button.width >= Theme.target - 1, button + " " + button.Accessible.name + " is " + button.width + " x " + button.height);
                verify(button.Accessible.name !== "", button + " has no name");
            }
        }
    }
}
