import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    property string row1: "card-on-plate card-taken face-camera look-at-camera paper-under-lens"
    property string row2: "sheet-in-tray printing slip paper-empty jam person-helping network-off power"
    property string row3: "finger-signing finger-on-reader done paper paper-promise wrong-paper waiting"
    property string row4: "consent"
    property string row5: "rate-5 rate-4 rate-3 rate-2 rate-1"
    property string row6: "house family elder business person certificate search payment appointment"
    property string row7: "guide apply progress form licence folder promise printer archive bundle rating"
    property string row8: "voice handwriting pinyin phone"
    property string row9: "face-none face-two face-far face-near face-dark face-bright face-blurred"
    property string row10: "face-turned face-mask face-still do-blink do-mouth do-left do-right staff-card"
    property string row11: "staff-check"
    readonly property string things: [row1, row2, row3, row4, row5, row6].join(" ")
    readonly property string pictures: [things, row7, row8, row9, row10, row11].join(" ")
    property string glyphRow1: "back next chevron up down tick cross bell erase exclaim question globe bigger"
    property string glyphRow2: "lower raise clock redo stop pen"
    readonly property string glyphs: [glyphRow1, glyphRow2].join(" ")

    width: 1080
    height: 1920
    color: Theme.paper

    Flow {
        anchors.fill: parent
        anchors.margins: 20
        spacing: 12

        Repeater {
            model: root.pictures.split(" ")

            Picture {
                required property string modelData
                name: modelData
                width: 140
                height: 140
            }
        }
        Repeater {
            model: root.glyphs.split(" ")

            Glyph {
                required property string modelData
                name: modelData
                width: 48
                height: 48
                color: Theme.primary
            }
        }
    }
}
