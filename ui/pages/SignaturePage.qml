// The resident signs what was reviewed.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("请在框里签上您的名字")
    why: Kiosk.signature.statement
    fillAnswer: true
    primaryText: qsTr("签好了")
    primaryEnabled: pad.strokeCount > 0
    onBack: Kiosk.back()
    onPrimary: Kiosk.signature.sign(pad.toImage(), pad.strokeCount)

    SignaturePad {
        id: pad
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.maximumHeight: Theme.mm(220)
    }
    KitText {
        Layout.fillWidth: true
        color: Theme.muted
        text: qsTr("签好以后就提交。签得不好可以重写，不会写字请按“求助”。")
    }
    Item {
        Layout.fillHeight: true
        Layout.preferredHeight: 0
    }
}
