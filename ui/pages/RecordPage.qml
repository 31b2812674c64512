// The record, and what printing it gives.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.record.headline
    why: Kiosk.record.line
    primaryText: qsTr("打印")
    onBack: Kiosk.back()
    onPrimary: Kiosk.next()

    KeyValueTable {
        Layout.fillWidth: true
        visible: Kiosk.record.entries.count > 0
        rows: Kiosk.record.entries.maps
    }
    KitText {
        Layout.fillWidth: true
        color: Theme.muted
        text: Kiosk.record.asOf
    }
    Item {
        Layout.fillWidth: true
        implicitHeight: Math.max(drawing.height, words.height)

        Picture {
            id: drawing
            name: "certificate"
            width: Theme.mm(24)
            height: width
        }
        KitText {
            id: words
            x: drawing.width + Theme.mm(5)
            y: Math.max(0, (drawing.height - height) / 2)
            width: parent.width - x
            kind: KitText.Strong
            text: Kiosk.record.sheets
        }
    }
}
