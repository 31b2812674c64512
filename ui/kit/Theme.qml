// The one source of sizes, colours and motion. Sizes are millimetres on the glass; pxPerMm comes from the
// site's configuration.
pragma Singleton
import QtQuick

QtObject {
    id: theme

    // Set by the shell. Everything below follows.
    property real pxPerMm: 3.2
    property bool care: false
    property bool portrait: true
    property bool controlsLow: false

    // Sizes in pixels.
    readonly property int target: Math.ceil((care ? 25 : 20) * pxPerMm)
    readonly property int gap: mm(care ? 6 : 4)
    readonly property int radius: mm(care ? 6 : 5)
    readonly property int padding: mm(care ? 8 : 7)
    readonly property int margin: mm(portrait ? 13 : 16)
    readonly property int hairline: Math.max(1, mm(0.4))
    readonly property int stroke: Math.max(2, mm(0.8))
    readonly property int ring: Math.max(3, mm(1.2))
    readonly property int maxChoices: care ? 6 : 9

    // Letters: the height of 国 in millimetres. In Noto Sans CJK 国 fills 0.92 of the em.
    readonly property string fontFamily: "Noto Sans CJK SC"
    readonly property real lineHeight: 1.4
    readonly property int smallSize: letter(care ? 12 : 7.3)
    readonly property int bodySize: letter(care ? 12 : 8)
    readonly property int leadSize: letter(care ? 13.5 : 9.5)
    readonly property int titleSize: letter(care ? 16 : 12)
    readonly property int heroSize: letter(care ? 22 : 18)
    // In the order of KitText.Kind.
    readonly property list<int> textSizes: [smallSize, bodySize, bodySize, leadSize, titleSize, heroSize]

    // Motion shows where something came from; the care mode has none.
    readonly property int motion: care ? 0 : 200
    readonly property bool moves: !care

    // Surfaces and ink.
    readonly property color canvas: "#F3F6FA"
    readonly property color paper: "#FFFFFF"
    readonly property color ink: "#16202E"
    readonly property color muted: "#3F4B62"
    readonly property color line: "#CBD6E4"
    readonly property color edge: "#6F7F97"
    readonly property color shade: "#E2E9F2"

    // Action.
    readonly property color primary: "#0B4A8B"
    readonly property color primaryPressed: "#073563"
    readonly property color primaryInk: "#FFFFFF"
    readonly property color primarySoft: "#E6F0FB"
    readonly property color primarySoftPressed: "#D3E4F7"
    readonly property color highlight: "#FFE3A3"
    readonly property color help: "#A3170F"
    readonly property color helpPressed: "#7C0F09"
    readonly property color helpInk: "#FFFFFF"

    // Warm accent: pictures and lit places only, never letters.
    readonly property color accent: "#E8A13A"
    readonly property color accentSoft: "#FFF3DC"

    // States: each is used with a shape and a word.
    readonly property color success: "#0A5A38"
    readonly property color successSoft: "#E5F4EC"
    readonly property color attention: "#6A4200"
    readonly property color attentionSoft: "#FFF3D6"
    readonly property color problem: "#8F120B"
    readonly property color problemSoft: "#FDECEA"
    readonly property color unknown: "#3D4658"
    readonly property color unknownSoft: "#E9EDF3"
    // In the order of StateBadge.Kind.
    readonly property list<color> tones: [success, attention, problem, unknown]
    readonly property list<color> softTones: [successSoft, attentionSoft, problemSoft, unknownSoft]
    readonly property color disabledFill: "#E9EDF3"
    readonly property color disabledInk: "#3F4B62"

    function mm(millimetres: real): int {
        return Math.round(millimetres * pxPerMm);
    }

    // Rounded up: "at least 7.3 mm" must hold at every density.
    function letter(millimetres: real): int {
        return Math.ceil(millimetres * pxPerMm / 0.92);
    }

    // One of four values, by the shape of the screen and the size of the letters.
    function byScreen(upright: real, uprightCare: real, wide: real, wideCare: real): real {
        const plain = portrait ? upright : wide;
        const large = portrait ? uprightCare : wideCare;
        return care ? large : plain;
    }

    // For what is spoken: the parts that are not empty, with a mark between.
    function join(parts: var, mark: string): string {
        return parts.filter(part => part !== "").join(mark);
    }

    // Back to the public default: called when a session ends.
    function reset() {
        care = false;
        controlsLow = false;
    }
}
