// For the member of the staff: the card's data beside the person, a reason, and yes or no.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    title: Kiosk.staff.title
    why: Kiosk.staff.why
    pictureShare: Kiosk.staff.confirmed ? 0.5 : 0
    picture: CabinFigure {
        anchors.fill: parent
        visible: Kiosk.staff.confirmed
        place: CabinFigure.CardPlate
        words: Kiosk.staff.plateWords
    }
    primaryText: Kiosk.staff.confirmed ? "" : qsTr("确认是本人")
    primaryEnabled: Kiosk.staff.reasonChosen
    onBack: Kiosk.back()
    onPrimary: Kiosk.staff.vouch(true)

    RowLayout {
        Layout.fillWidth: true
        visible: !Kiosk.staff.confirmed
        spacing: Theme.mm(6)

        Item {
            Layout.preferredWidth: Theme.mm(Theme.portrait && !Theme.care ? 84 : 58)
            Layout.preferredHeight: Layout.preferredWidth * 126 / 102  // the chip photo's shape
            Layout.alignment: Qt.AlignTop

            FrameItem {
                anchors.fill: parent
                visible: Kiosk.staff.hasPhoto
                image: Kiosk.staff.photo
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("身份证里的照片")
            }
            Picture {
                anchors.fill: parent
                visible: !Kiosk.staff.hasPhoto
                name: "staff-check"
            }
        }
        KeyValueTable {
            Layout.fillWidth: true
            labelShare: 0.3
            rows: Kiosk.staff.facts.maps
        }
    }
    KitText {
        Layout.fillWidth: true
        visible: !Kiosk.staff.confirmed
        kind: KitText.Strong
        text: qsTr("为什么由您来核对？")
    }
    GridLayout {
        Layout.fillWidth: true
        visible: !Kiosk.staff.confirmed
        columns: Theme.portrait && Theme.care ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Repeater {
            model: Kiosk.staff.reasons

            ChoiceRow {
                required property int reason
                required property bool chosen

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.fillHeight: true
                Layout.minimumHeight: Theme.mm(Theme.portrait && !Theme.care ? 30 : 20)
                selected: chosen
                onClicked: Kiosk.staff.chooseReason(reason)
            }
        }
    }
    SecondaryButton {
        Layout.fillWidth: true
        Layout.topMargin: Theme.mm(6)
        visible: !Kiosk.staff.confirmed
        enabled: Kiosk.staff.reasonChosen
        text: qsTr("不是本人")
        onClicked: Kiosk.staff.vouch(false)
    }
}
