// One of each component that shows something.
pragma ComponentBehavior: Bound
import QtQuick
import Xiaowu.Kit

Item {
    id: root

    required property var code
    readonly property var all: ({
            "chip": chip,
            "badge": badge,
            "source": source,
            "notice": notice,
            "table": table,
            "progress": progress,
            "qr": qr,
            "stars": stars,
            "cabin": cabin,
            "dawn": dawn,
            "video": video
        })

    Component {
        id: chip
        Chip {
            text: "约 3 分钟"
        }
    }
    Component {
        id: badge
        StateBadge {
            text: "正常"
            kind: StateBadge.Unknown
        }
    }
    Component {
        id: source
        SourceBadge {
            grade: "B"
        }
    }
    Component {
        id: notice
        NoticePanel {
            happened: "纸用完了"
            kept: "记着"
            now: "等"
            helper: "来"
            picture: "paper-empty"
            width: 900
        }
    }
    Component {
        id: table
        KeyValueTable {
            width: 900
            rows: [{
                    "label": "姓名",
                    "value": "李春华",
                    "source": "A"
                }, {
                    "label": "电话",
                    "value": "1",
                    "source": ""
                }]
        }
    }
    Component {
        id: progress
        ProgressSteps {
            width: 900
            steps: ["看", "比"]
            current: 1
            stopText: "停下"
        }
    }
    Component {
        id: qr
        QrPanel {
            width: 900
            sentence: "扫一扫"
            code: "3071"
            image: root.code
        }
    }
    Component {
        id: stars
        Stars {
            width: 1000
        }
    }
    Component {
        id: cabin
        CabinFigure {
            place: CabinFigure.SlipSlot
            words: "取小票"
        }
    }
    Component {
        id: dawn
        DawnScene {
            width: 1080
        }
    }
    Component {
        id: video
        VideoPreview {
            words: "近一点"
            kind: StateBadge.Good
        }
    }
}
