// The tokens keep their promises: contrast, millimetres, letters, digits that do not jump.
import QtQuick
import QtTest
import Xiaowu.Kit

TestCase {
    id: root
    name: "Theme"

    readonly property string states: "successSoft attentionSoft problemSoft unknownSoft"
    // Words on their grounds.
    readonly property var grounds: ({
            "ink": "canvas paper primarySoft primarySoftPressed accentSoft " + root.states,
            "muted": "canvas paper primarySoft",
            "primary": "paper canvas primarySoft",
            "primaryInk": "primary primaryPressed",
            "highlight": "primary",
            "helpInk": "help helpPressed",
            "success": "successSoft",
            "attention": "attentionSoft accentSoft",
            "problem": "problemSoft canvas",
            "unknown": "unknownSoft",
            "disabledInk": "disabledFill"
        })
    readonly property var edgePairs: [["edge", "paper"], ["edge", "canvas"], ["primary", "accentSoft"]]

    function cleanup() {
        Theme.reset();
        Theme.pxPerMm = 3.2;
    }
    function channel(value: real): real {
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
    function luminance(c: color): real {
        return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
    }
    function contrast(a: color, b: color): real {
        const bright = Math.max(luminance(a), luminance(b));
        const dark = Math.min(luminance(a), luminance(b));
        return (bright + 0.05) / (dark + 0.05);
    }
    function test_contrastOfWords_data() {
        const pairs = [];
        for (const word in root.grounds) {
            root.grounds[word].split(" ").forEach(ground => pairs.push([word, ground]));
        }
        return pairs.map(pair => ({
                        "tag": pair.join(" on "),
                        "fore": pair[0],
                        "back": pair[1]
                    }));
    }
    function test_contrastOfWords(row) {
        const ratio = contrast(Theme[row.fore], Theme[row.back]);
        verify(ratio >= 7, row.tag + " has only " + ratio.toFixed(2));
    }
    function test_contrastOfEdges() {
        for (const pair of root.edgePairs) {
            verify(contrast(Theme[pair[0]], Theme[pair[1]]) >= 3, pair.join(" on "));
        }
    }
    function test_millimetres() {
        for (const density of [2.4, 3.2, 5.1]) {
            Theme.pxPerMm = density;
            for (const care of [false, true]) {
                Theme.care = care;
                verify(Theme.target / density >= (care ? 25 : 20));
                verify(Theme.smallSize * 0.92 / density >= (care ? 12 : 7.3));
                verify(Theme.bodySize * 0.92 / density >= (care ? 12 : 8));
            }
        }
    }
    function test_careHasNoMotion() {
        compare(Theme.motion > 0, true);
        Theme.care = true;
        compare(Theme.motion, 0);
        compare(Theme.moves, false);
        Theme.controlsLow = true;
        Theme.reset();
        compare(Theme.care || Theme.controlsLow, false);
    }
    function test_digitsAreTabular() {
        for (const digit of "0123456789") {
            metrics.text = digit.repeat(8);
            compare(metrics.advanceWidth, eight.advanceWidth, digit);
        }
    }

    TextMetrics {
        id: metrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
    }
    TextMetrics {
        id: eight
        font: metrics.font
        text: "88888888"
    }
}
