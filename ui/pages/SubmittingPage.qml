// How far the application has got, in words that are true.
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    title: Kiosk.submission.title
    why: Kiosk.submission.explanation
    pictureShare: Theme.portrait ? 0.28 : 0.4
    picture: Picture {
        anchors.fill: parent
        anchors.margins: Theme.mm(6)
        name: "waiting"
    }
    backVisible: false

    ProgressSteps {
        Layout.fillWidth: true
        steps: [qsTr("暂存在这台机器上"), qsTr("上传到政务平台"), qsTr("等受理编号")]
        current: Kiosk.submission.stage
        usual: qsTr("最多等 8 秒，之后凭小票查询，不用在这里等。")
    }
}
