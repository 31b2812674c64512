// One of each component that is pressed as a whole.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    required property var code
    readonly property var all: ({
            "primary": primary,
            "secondary": secondary,
            "help": help,
            "textButton": textButton,
            "choice": choice,
            "stacked": stacked,
            "item": item,
            "row": row,
            "thumb": thumb,
            "headerButton": headerButton,
            "key": key
        })

    Component {
        id: primary
        PrimaryButton {
            text: "开始"
        }
    }
    Component {
        id: secondary
        SecondaryButton {
            text: "返回"
            glyph: "back"
        }
    }
    Component {
        id: help
        HelpButton {
        }
    }
    Component {
        id: textButton
        TextButton {
            text: "换一个"
        }
    }
    Component {
        id: choice
        ChoiceCard {
            title: "住房"
            line: "查档"
            picture: "house"
        }
    }
    Component {
        id: stacked
        ChoiceCard {
            title: "住房"
            picture: "house"
            stacked: true
        }
    }
    Component {
        id: item
        ItemCard {
            title: "证明"
            badgeText: "能办"
            tags: ["不收费"]
        }
    }
    Component {
        id: row
        ChoiceRow {
            title: "同意"
            manyAllowed: true
        }
    }
    Component {
        id: thumb
        DocumentThumb {
            title: "户口簿"
            stateText: "好"
            kind: StateBadge.Good
            image: root.code
        }
    }
    Component {
        id: headerButton
        HeaderButton {
            text: "关怀版"
        }
    }
    Component {
        id: key
        KeyButton {
            text: "5"
        }
    }
}
