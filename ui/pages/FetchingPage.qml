// Waiting for the platform, told honestly.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: qsTr("正在查询您的记录")
    why: qsTr("通常 3 秒，请稍等。")
    pictureShare: Theme.portrait ? 0.3 : 0.4
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(6)
        name: "waiting"
    }
    onBack: Kiosk.back()

    ProgressSteps {
        Layout.fillWidth: true
        steps: [qsTr("核对是您本人"), qsTr("向政务平台查询")]
        current: 1
        usual: qsTr("想停下来，请按“返回”。")
    }
}
