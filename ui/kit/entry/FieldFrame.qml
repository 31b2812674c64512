// What every field shares: the label above, the box, and the sentence below when something is not right.
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

FocusScope {
    id: root

    required property string label
    property string error: ""
    property string hint: ""
    // Room kept for so many lines of error or hint, so that nothing below moves when one appears.
    property int reservedLines: 0
    readonly property bool lit: root.activeFocus
    readonly property int reserved: Math.ceil(root.reservedLines * Theme.smallSize * Theme.lineHeight)
    readonly property color calmEdge: root.lit ? Theme.primary : Theme.edge
    default property alias content: box.data

    implicitWidth: Theme.target * 4
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        anchors.fill: parent
        spacing: Theme.mm(2)

        KitText {
            Layout.fillWidth: true
            Accessible.ignored: true
            kind: KitText.Strong
            text: root.label
        }
        Rectangle {
            id: box
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.target + Theme.mm(3)
            radius: Theme.radius
            color: root.enabled ? Theme.paper : Theme.disabledFill
            border.width: root.lit || root.error !== "" ? Theme.ring : Theme.stroke
            border.color: root.error !== "" ? Theme.problem : root.calmEdge
        }
        RowLayout {
            visible: root.error !== ""
            Layout.minimumHeight: root.reserved
            spacing: Theme.mm(2)

            StateMark {
                mark: StateBadge.Problem
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.smallSize * 0.3
                Layout.preferredWidth: Theme.smallSize * 0.9
                Layout.preferredHeight: Theme.smallSize * 0.9
            }
            KitText {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                kind: KitText.Small
                font.weight: Font.Bold
                color: Theme.problem
                text: root.error
            }
        }
        KitText {
            visible: root.error === "" && (root.hint !== "" || root.reservedLines > 0)
            Layout.fillWidth: true
            Layout.minimumHeight: root.reserved
            kind: KitText.Small
            color: Theme.muted
            text: root.hint
        }
    }
}
