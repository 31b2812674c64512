// One paper: lay it down, scan, read, compare what is in doubt, and what was found.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property ScanViewModel model: Kiosk.scan
    readonly property bool disputed: root.model.phase === ScanViewModel.Disputed
    readonly property bool usable: root.model.phase === ScanViewModel.Good || root.model.phase === ScanViewModel.Doubtful || root.disputed
    readonly property bool comparing: root.model.phase === ScanViewModel.Compare
    readonly property bool bad: root.model.phase === ScanViewModel.Bad
    readonly property bool placing: root.model.phase === ScanViewModel.Place

    title: root.bad ? qsTr("这一份还不能用") : root.model.title
    why: root.bad ? "" : root.model.hint
    pictureShare: Theme.portrait ? (root.placing ? 0.42 : root.usable ? 0.3 : root.comparing ? (Theme.care ? 0.14 : 0.24) : 0.36) : root.comparing ? 0 : 0.46
    picture: Loader {
        anchors.fill: parent
        sourceComponent: root.placing ? where : root.bad ? right : page
    }
    primaryText: root.placing ? qsTr("开始扫描") : root.disputed ? qsTr("重新扫描") : root.usable ? qsTr("使用这一页") : root.bad ? qsTr("重新扫描") : ""
    onBack: Kiosk.back()
    onPrimary: root.placing ? Kiosk.startScan() : root.usable && !root.disputed ? Kiosk.acceptScan() : Kiosk.retakeScan()

    NoticePanel {
        Layout.fillWidth: true
        visible: root.bad
        kind: StateBadge.Problem
        happened: root.model.title
        now: root.model.hint
    }
    // Whoever has not got the right paper with him must not have to scan the wrong one again.
    SecondaryButton {
        Layout.fillWidth: true
        visible: root.bad && root.model.canPromise
        text: qsTr("先承诺以后补交")
        onClicked: Kiosk.promiseMaterial(root.model.code)
    }
    ProgressSteps {
        Layout.fillWidth: true
        visible: !root.bad && !root.usable && !root.comparing
        steps: [qsTr("放好材料"), qsTr("扫描"), qsTr("看清内容")]
        current: root.model.phase
    }
    KeyValueTable {
        Layout.fillWidth: true
        visible: root.usable && root.model.fields.count > 0
        rows: root.model.fields.maps
    }
    SecondaryButton {
        Layout.fillWidth: true
        visible: root.usable
        text: root.disputed ? qsTr("就这样交，请工作人员核对") : qsTr("重新扫描")
        onClicked: root.disputed ? Kiosk.acceptScan() : Kiosk.retakeScan()
    }
    // Two answers of the same weight: nobody is to be led to one of them. On a wide screen beside the words, so that nothing has to be pushed.
    GridLayout {
        Layout.fillWidth: true
        visible: root.comparing
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
                minimumHeight: Theme.target * (Theme.care && !Theme.portrait ? 1 : 1.4)
                textSize: Theme.leadSize
                glyph: "tick"
                text: qsTr("一样")
                onClicked: Kiosk.sayFieldIsSame()
            }
            SecondaryButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                minimumHeight: Theme.target * (Theme.care && !Theme.portrait ? 1 : 1.4)
                textSize: Theme.leadSize
                glyph: "cross"
                text: qsTr("不一样")
                onClicked: Kiosk.sayFieldDiffers()
            }
            TextButton {
                Layout.fillWidth: true
                Layout.columnSpan: Theme.portrait ? 2 : 1
                text: qsTr("看不清，请工作人员看")
                onClicked: Kiosk.sayCannotTell()
            }
        }
    }
    // These look at Kiosk.scan themselves: in Qt 6.4 a Loader cannot instantiate bound components, so they must not need anything from around them.
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
            drawing: Kiosk.scan.placePicture || Kiosk.scan.paperPicture
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
                    name: Kiosk.scan.phase === ScanViewModel.Doubtful ? Kiosk.scan.placePicture : ""
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
