// Where am I and how many are left: one thin bar for each step, and the name of this one and the next.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    required property list<string> labels
    // 0-based.
    required property int current

    readonly property string label: root.labels[root.current] ?? ""

    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("第 %1 步，共 %2 步，%3").arg(root.current + 1).arg(root.labels.length).arg(root.label)

    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
        }
        spacing: Theme.mm(2)

        RowLayout {
            spacing: Theme.mm(1.6)

            Repeater {
                model: root.labels.length

                Rectangle {
                    required property int index
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.mm(index === root.current ? 2.4 : 1.6)
                    Layout.alignment: Qt.AlignVCenter
                    radius: height / 2
                    readonly property color ahead: index === root.current ? Theme.accent : Theme.line
                    color: index < root.current ? Theme.primary : ahead
                }
            }
        }
        RowLayout {
            spacing: Theme.mm(4)

            KitText {
                Accessible.ignored: true
                kind: KitText.Small
                font.weight: Font.Bold
                color: Theme.primary
                text: qsTr("第 %1 步 / 共 %2 步").arg(root.current + 1).arg(root.labels.length)
            }
            KitText {
                Layout.fillWidth: true
                Accessible.ignored: true
                kind: KitText.Small
                font.weight: Font.Bold
                text: root.label
            }
            KitText {
                Accessible.ignored: true
                visible: root.current + 1 < root.labels.length && !(Theme.care && Theme.portrait)
                kind: KitText.Small
                color: Theme.muted
                text: qsTr("接下来：%1").arg(root.labels[root.current + 1] ?? "")
            }
        }
    }
}
