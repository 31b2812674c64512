import QtQuick
import Xiaowu.Kit

Rectangle {
    width: 1080
    height: 1920
    color: Theme.paper

    Flow {
        anchors.fill: parent
        anchors.margins: 20
        spacing: 12

        Repeater {
            model: ["card-on-plate", "card-taken", "face-camera", "look-at-camera", "paper-under-lens", "sheet-in-tray", "printing", "slip", "paper-empty", "jam", "person-helping", "network-off", "power",
                "finger-signing", "finger-on-reader", "done", "paper", "paper-promise", "wrong-paper", "waiting", "consent", "rate-5", "rate-4", "rate-3", "rate-2", "rate-1", "house", "family", "elder", "business", "person",
                "certificate", "search", "payment", "appointment", "guide", "apply", "progress", "form", "licence", "folder", "promise", "printer", "archive", "bundle", "rating", "voice", "handwriting", "pinyin", "phone",
                "face-none", "face-two", "face-far", "face-near", "face-dark", "face-bright", "face-blurred", "face-turned", "face-mask", "face-still", "do-blink", "do-mouth", "do-left", "do-right",
                "staff-card", "staff-check"]

            Picture { required property string modelData; name: modelData; width: 140; height: 140 }
        }
        Repeater {
            model: ["back", "next", "chevron", "up", "down", "tick", "cross", "bell", "erase", "exclaim", "question", "globe", "bigger", "lower", "raise", "clock", "redo", "stop", "pen"]

            Glyph { required property string modelData; name: modelData; width: 48; height: 48; color: Theme.primary }
        }
    }
}
