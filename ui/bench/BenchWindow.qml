// The device bench: the hardware of one kiosk as buttons, beside the kiosk's own window.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench
import Xiaowu.Kit

Window {
    id: root

    required property BenchModel bench

    width: 900
    height: 1000
    minimumWidth: 760
    minimumHeight: 700
    visible: true
    title: qsTr("晓屋设备台")
    color: Theme.canvas

    // The kit's components are sized in millimetres; here they are for a mouse on a desk.
    Component.onCompleted: Theme.pxPerMm = 1.6

    ColumnLayout {
        anchors { fill: parent; margins: 12 }
        spacing: 8

        RowLayout {
            Layout.fillWidth: true

            BenchLabel {
                font.pixelSize: 20
                font.weight: Font.Bold
                text: qsTr("晓屋设备台")
            }
            BenchLabel {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                color: Theme.muted
                text: root.bench.step === "" ? qsTr("模拟硬件，仅供演示和测试") : qsTr("屏幕在：%1").arg(root.bench.step)
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 8

            ColumnLayout {
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                spacing: 8

                PersonPicker { id: picker; bench: root.bench }
                CardGroup { bench: root.bench; person: picker.person }
                FaceGroup { bench: root.bench; person: picker.person }
                PaperGroup { bench: root.bench; person: picker.person }
                Item { Layout.fillHeight: true }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                spacing: 8

                PrinterGroup { title: qsTr("打印机"); who: "print"; bench: root.bench }
                PrinterGroup { title: qsTr("回执打印机"); who: "slip"; bench: root.bench }
                LineGroup { bench: root.bench }
                MachineGroup { bench: root.bench }
                LogGroup { bench: root.bench }
            }
        }
    }
}
