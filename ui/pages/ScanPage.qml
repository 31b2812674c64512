// One paper: lay it down, scan, read, compare what is in doubt, and what was found.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property ScanViewModel model: Kiosk.scan
    // In the order of ScanViewModel.Phase.
    readonly property list<real> upright: [0.42, 0.36, 0.36, 0.3, 0.3, 0.36, Theme.care ? 0.14 : 0.24, 0.3]
    readonly property list<real> wide: [0.46, 0.46, 0.46, 0.46, 0.46, 0.46, 0, 0.46]
    readonly property list<Component> pictures: [where, page, page, page, page, right, page, page]
    readonly property real answerHeight: Theme.target * Theme.byScreen(1.4, 1.4, 1.4, 1)

    title: root.model.heading
    why: root.model.line
    pictureShare: (Theme.portrait ? root.upright : root.wide)[root.model.phase]
    picture: Loader {
        anchors.fill: parent
        sourceComponent: root.pictures[root.model.phase]
    }
    primaryText: root.model.proceedText
    onBack: Kiosk.back()
    onPrimary: root.model.proceed()

    NoticePanel {
        Layout.fillWidth: true
        visible: root.model.bad
        kind: StateBadge.Problem
        happened: root.model.title
        now: root.model.hint
    }
    // Whoever has not got the right paper with him must not have to scan the wrong one again.
    SecondaryButton {
        Layout.fillWidth: true
        visible: root.model.offersPromise
        text: qsTr("先承诺以后补交")
        onClicked: root.model.promise()
    }
    // And whose right paper the machine cannot make out must not stand before a wall.
    SecondaryButton {
        Layout.fillWidth: true
        visible: root.model.offersStaff
        text: qsTr("就交这一页，请工作人员看")
        onClicked: root.model.handInAnyway()
    }
    ProgressSteps {
        Layout.fillWidth: true
        visible: root.model.working
        steps: [qsTr("放好材料"), qsTr("扫描"), qsTr("看清内容")]
        current: root.model.phase
    }
    KeyValueTable {
        Layout.fillWidth: true
        visible: root.model.usable && root.model.fields.count > 0
        rows: root.model.fields.maps
    }
    SecondaryButton {
        Layout.fillWidth: true
        visible: root.model.usable
        text: root.model.anotherText
        onClicked: root.model.another()
    }
    // Two answers of the same weight: nobody is to be led to one of them. On a wide screen beside the
    // words, so that
    // nothing has to be pushed.
    GridLayout {
        Layout.fillWidth: true
        visible: root.model.comparing
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.gap * 2
        rowSpacing: Theme.gap * 2

        FieldCompare {
            Layout.fillWidth: true
            Layout.preferredWidth: 5
            Layout.alignment: Qt.AlignTop
            label: root.model.compareLabel
            value: root.model.compareValue
            picture: root.model.comparePicture
            shape: root.model.compareShape
            ems: root.model.compareEms
        }
        GridLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            columns: Theme.portrait ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            SecondaryButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                minimumHeight: root.answerHeight
                textSize: Theme.leadSize
                glyph: "tick"
                text: qsTr("一样")
                onClicked: root.model.saySame()
            }
            SecondaryButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                minimumHeight: root.answerHeight
                textSize: Theme.leadSize
                glyph: "cross"
                text: qsTr("不一样")
                onClicked: root.model.sayDifferent()
            }
            TextButton {
                Layout.fillWidth: true
                Layout.columnSpan: Theme.portrait ? 2 : 1
                text: qsTr("看不清，请工作人员看")
                onClicked: root.model.sayCannotTell()
            }
        }
    }
    // These look at Kiosk.scan themselves: in Qt 6.4 a Loader cannot instantiate bound components, so they
    // must not need anything from around them.
    Component {
        id: where

        Item {
            id: placeArea

            // Of a card with two sides the wanted one is drawn, large, beside the place where it goes.
            readonly property bool withSide: Kiosk.scan.placePicture !== ""

            CabinFigure {
                width: placeArea.withSide ? parent.width * 0.46 : parent.width
                height: parent.height
                place: CabinFigure.DocumentGlass
                words: placeArea.withSide ? "" : qsTr("有字的一面朝上")
            }
            Picture {
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                visible: placeArea.withSide
                width: Math.min(parent.width * 0.5, parent.height)
                height: width
                name: Kiosk.scan.placePicture
                description: Kiosk.scan.title
            }
        }
    }
    Component {
        id: right

        PaperExample {
            paperName: Kiosk.scan.paperName
            drawing: Kiosk.scan.example
        }
    }
    Component {
        id: page

        Item {
            Card {
                anchors.fill: parent
                raised: false
            }
            FrameItem {
                anchors.fill: parent
                anchors.margins: Theme.mm(2)
                image: Kiosk.scan.picture
            }
            // What could be better about a page that is taken all the same, in the corner of its picture.
            Card {
                anchors {
                    right: parent.right
                    bottom: parent.bottom
                    margins: Theme.mm(2)
                }
                visible: hint.name !== ""
                width: Math.min(parent.width, parent.height) * 0.34
                height: width

                Picture {
                    id: hint
                    anchors {
                        fill: parent
                        margins: Theme.mm(2)
                    }
                    name: Kiosk.scan.remark
                    description: Kiosk.scan.hint
                }
            }
            Picture {
                anchors.centerIn: parent
                visible: Kiosk.scan.phase === ScanViewModel.Scanning
                width: Math.min(parent.width, parent.height) * 0.8
                height: width
                name: "paper-under-lens"
            }
        }
    }
}
