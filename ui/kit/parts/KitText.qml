// All words of the product: one family, four weights of importance, wrapping instead of cutting.
import QtQuick
import Xiaowu.Kit

Text {
    id: root

    enum Kind {
        Small,
        Body,
        Strong,
        Lead,
        Title,
        Hero
    }

    property int kind: KitText.Body

    color: Theme.ink
    font.family: Theme.fontFamily
    font.pixelSize: Theme.textSizes[root.kind]
    font.weight: root.kind >= KitText.Strong ? Font.Bold : Font.Normal
    lineHeight: root.kind >= KitText.Title ? 1.05 : 0.97
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
