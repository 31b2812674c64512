// The simulator panel: the hardware of one kiosk as buttons, beside the kiosk's own window.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator
import Xiaowu.Kit

Window {
    id: root

    required property PanelModel panel

    width: 900
    height: 1000
    minimumWidth: 760
    minimumHeight: 700
    visible: true
    title: qsTr("晓屋设备台")
    color: Theme.canvas

    // The kit's components are sized in millimetres; here they are for a mouse on a dispatcher.
    Component.onCompleted: Theme.pxPerMm = 1.6

    ColumnLayout {
        anchors {
            fill: parent
            margins: 12
        }
        spacing: 8

        RowLayout {
            Layout.fillWidth: true

            PanelLabel {
                font.pixelSize: 20
                font.weight: Font.Bold
                text: qsTr("晓屋设备台")
            }
            PanelLabel {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                color: Theme.muted
                text: root.panel.headline
            }
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: nextWords.implicitHeight + 20
            radius: 6
            color: Theme.accentSoft
            border.color: Theme.accent

            PanelLabel {
                id: nextWords
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                    margins: 12
                }
                font.pixelSize: 18
                font.weight: Font.Bold
                wrapMode: Text.Wrap
                text: qsTr("现在：%1").arg(root.panel.next)
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

                PersonPicker {
                    id: picker
                    panel: root.panel
                }
                CardGroup {
                    panel: root.panel
                    person: picker.person
                }
                FaceGroup {
                    panel: root.panel
                    person: picker.person
                }
                PaperGroup {
                    panel: root.panel
                    person: picker.person
                }
                Item {
                    Layout.fillHeight: true
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                spacing: 8

                Repeater {
                    model: root.panel.printers

                    PrinterGroup {
                        required property var modelData
                        title: modelData.title
                        who: modelData.who
                        suffix: modelData.suffix
                        device: modelData.device
                        panel: root.panel
                    }
                }
                LineGroup {
                    panel: root.panel
                }
                MachineGroup {
                    panel: root.panel
                }
                LogGroup {
                    panel: root.panel
                }
            }
        }
    }
}
