// One paper: lay it down, scan, read, and what was found.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property ScanViewModel model: Kiosk.scan
    readonly property bool usable: root.model.phase === ScanViewModel.Good || root.model.phase === ScanViewModel.Doubtful
    readonly property bool bad: root.model.phase === ScanViewModel.Bad
    readonly property bool placing: root.model.phase === ScanViewModel.Place

    title: root.bad ? qsTr("这一份还不能用") : root.model.title
    why: root.bad ? "" : root.model.hint
    pictureShare: Theme.portrait ? (root.placing ? 0.42 : root.usable ? 0.3 : 0.36) : 0.46
    picture: Loader {
        anchors.fill: parent
        sourceComponent: root.placing ? where : root.bad ? right : page
    }
    primaryText: root.placing ? qsTr("开始扫描") : root.usable ? qsTr("使用这一页") : root.bad ? qsTr("重新扫描") : ""
    onBack: Kiosk.back()
    onPrimary: root.placing ? Kiosk.startScan() : root.usable ? Kiosk.acceptScan() : Kiosk.retakeScan()

    NoticePanel {
        Layout.fillWidth: true
        visible: root.bad
        kind: StateBadge.Problem
        happened: root.model.title
        now: root.model.hint
    }
    ProgressSteps {
        Layout.fillWidth: true
        visible: !root.bad && !root.usable
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
        text: qsTr("重新扫描")
        onClicked: Kiosk.retakeScan()
    }
    SecondaryButton {
        Layout.fillWidth: true
        visible: root.bad && root.model.canPromise
        text: qsTr("先承诺以后补交")
        onClicked: Kiosk.promiseMaterial(root.model.code)
    }
    // These look at Kiosk.scan themselves: in Qt 6.4 a Loader cannot instantiate bound components, so they must not need anything from around them.
    Component {
        id: where

        CabinFigure {
            place: CabinFigure.DocumentGlass
            words: qsTr("有字的一面朝上")
        }
    }
    Component {
        id: right

        PaperExample {
            paperType: Kiosk.scan.paperType
            paperName: Kiosk.scan.paperName
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
