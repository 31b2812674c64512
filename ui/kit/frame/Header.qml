// The top of every screen: whose cabin this is, the time, honest states of network and printer, language
// and 关怀版.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Rectangle {
    id: root

    required property string cabinName
    required property string timeText
    property string languageText: "English"
    property int networkState: StateBadge.Unknown
    property string networkText: qsTr("网络未知")
    property int printerState: StateBadge.Unknown
    property string printerText: qsTr("打印未知")

    signal languageClicked
    signal careClicked

    // Where the name would break beside the switches, they stand below it.
    readonly property real timeRoom: root.timeText === "" ? 0 : time.implicitWidth + Theme.mm(5)
    readonly property real inOneRow: name.implicitWidth + root.timeRoom + Theme.gap + switches.beside
    readonly property bool stacked: root.inOneRow > width - Theme.margin * 2

    implicitHeight: row.implicitHeight + Theme.mm(6)
    color: Theme.primary
    Accessible.role: Accessible.TitleBar
    Accessible.name: root.cabinName

    GridLayout {
        id: row
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.margin
            rightMargin: Theme.margin
        }
        columns: root.stacked ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.mm(4)

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.mm(0.5)

            RowLayout {
                spacing: Theme.mm(5)

                KitText {
                    id: name
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth
                    kind: KitText.Strong
                    font.weight: Font.Bold
                    color: Theme.primaryInk
                    text: root.cabinName
                }
                KitText {
                    id: time
                    kind: KitText.Strong
                    color: Theme.highlight
                    text: root.timeText
                    Accessible.name: qsTr("现在时间 %1").arg(root.timeText)
                }
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.mm(5)

                HeaderState {
                    mark: root.networkState
                    text: root.networkText
                }
                HeaderState {
                    mark: root.printerState
                    text: root.printerText
                }
            }
        }
        Flow {
            id: switches
            readonly property real beside: language.implicitWidth + Theme.gap + care.implicitWidth

            Layout.fillWidth: root.stacked
            Layout.minimumWidth: root.stacked ? 0 : beside
            spacing: Theme.gap

            HeaderButton {
                id: language
                glyph: "globe"
                text: root.languageText
                hint: qsTr("切换语言")
                onClicked: root.languageClicked()
            }
            HeaderButton {
                id: care
                glyph: "bigger"
                text: Theme.care ? qsTr("普通版") : qsTr("关怀版")
                hint: qsTr("字更大，一屏内容更少")
                onClicked: root.careClicked()
            }
        }
    }
    component HeaderState: Row {
        id: state

        required property int mark
        required property string text

        spacing: Theme.mm(1.5)

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(Theme.smallSize * 0.9)
            height: width
            radius: width / 2
            color: Theme.paper

            StateMark {
                anchors.centerIn: parent
                width: parent.width * (state.mark === StateBadge.Good ? 0.9 : 0.72)
                height: width
                mark: state.mark
            }
        }
        KitText {
            kind: KitText.Small
            color: Theme.primaryInk
            text: state.text
        }
    }
}
