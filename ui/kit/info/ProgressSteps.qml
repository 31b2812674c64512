// Waiting, told honestly: what is being done, how long it usually takes, how to stop. Never a bare spinner.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Kit

Item {
    id: root

    required property list<string> steps
    // Index of the step that is going on; steps.length = all done.
    required property int current
    property string usual: ""
    property string stopText: ""

    signal stopped
    readonly property string now: root.steps[root.current] ?? ""

    implicitHeight: column.implicitHeight + Theme.padding * 2
    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.now !== "" ? qsTr("正在%1").arg(root.now) : qsTr("都做完了")
    Accessible.description: root.usual

    Card {
        anchors.fill: parent
    }
    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.padding
        }
        spacing: Theme.mm(5.5)

        Repeater {
            model: root.steps

            RowLayout {
                id: step

                required property int index
                required property string modelData
                readonly property bool done: step.index < root.current
                readonly property bool going: step.index === root.current
                readonly property color openFill: step.going ? Theme.primary : Theme.paper
                readonly property color openEdge: step.going ? Theme.primary : Theme.edge
                readonly property color stillInk: step.done ? Theme.ink : Theme.muted

                Layout.fillWidth: true
                spacing: Theme.mm(5)

                Rectangle {
                    Layout.preferredWidth: Theme.mm(11)
                    Layout.preferredHeight: Theme.mm(11)
                    radius: width / 2
                    color: step.done ? Theme.success : step.openFill
                    border.width: Theme.stroke
                    border.color: step.done ? Theme.success : step.openEdge

                    Glyph {
                        anchors.centerIn: parent
                        visible: step.done
                        width: parent.width * 0.62
                        height: width
                        name: "tick"
                        color: Theme.primaryInk
                        thickness: 3.2
                    }
                    KitText {
                        anchors.centerIn: parent
                        visible: !step.done
                        Accessible.ignored: true
                        font.weight: Font.Bold
                        font.pixelSize: Theme.mm(7)
                        color: step.going ? Theme.primaryInk : Theme.muted
                        text: step.index + 1
                    }
                }
                KitText {
                    kind: step.going ? KitText.Lead : KitText.Body
                    font.weight: step.going ? Font.Bold : Font.Normal
                    color: step.going ? Theme.primary : step.stillInk
                    text: step.modelData
                    Layout.maximumWidth: root.width - Theme.mm(60)
                }
                WorkingDots {
                    visible: step.going
                }
                Item {
                    Layout.fillWidth: true
                }
            }
        }
        KitText {
            visible: root.usual !== ""
            Layout.fillWidth: true
            color: Theme.muted
            text: root.usual
        }
        SecondaryButton {
            visible: root.stopText !== ""
            text: root.stopText
            glyph: "stop"
            onClicked: root.stopped()
        }
    }
}
