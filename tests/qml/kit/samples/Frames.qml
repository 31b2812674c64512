// One of each component that is written in, or that stands around a page.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    required property var code
    readonly property var all: ({
            "keypad": keypad,
            "letters": letters,
            "entry": entry,
            "digits": digits,
            "date": date,
            "sign": sign,
            "header": header,
            "stepLine": stepLine,
            "band": band,
            "frame": frame,
            "overlay": overlay
        })

    Component {
        id: keypad
        Keypad {
            width: 900
            withX: true
        }
    }
    Component {
        id: letters
        LetterPad {
            width: 1000
        }
    }
    Component {
        id: entry
        EntryField {
            label: "姓名"
            text: "李"
            error: "再看看"
        }
    }
    Component {
        id: digits
        DigitField {
            label: "身份证号"
            width: 990
        }
    }
    Component {
        id: date
        DateField {
            label: "日期"
        }
    }
    Component {
        id: sign
        SignaturePad {
        }
    }
    Component {
        id: header
        Header {
            width: 1080
            cabinName: "晓屋"
            timeText: "06:42"
        }
    }
    Component {
        id: stepLine
        StepLine {
            width: 900
            labels: ["一", "二"]
            current: 0
        }
    }
    Component {
        id: band
        BottomBand {
            width: 1080
            primaryText: "下一步"
        }
    }
    Component {
        id: frame
        PageFrame {
            width: 1080
            height: 1800
            title: "您想办什么?"
            steps: ["一", "二"]
            pictureShare: 0.3
            picture: Picture {
                name: "done"
                anchors.fill: parent
            }
        }
    }
    Component {
        id: overlay
        Overlay {
            title: "还在吗?"
            secondsLeft: 9
            primaryText: "在"
            secondaryText: "不在"
        }
    }
}
