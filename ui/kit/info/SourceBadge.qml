// Where a paper comes from, in words: the letters of the grades (A 机关签发, B 窗口核验, C 本人上传, D 本人声明)
// say nothing to residents.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    required property string grade
    readonly property string words: ({
            "A": qsTr("机关签发"),
            "B": qsTr("窗口核验"),
            "C": qsTr("本人上传"),
            "D": qsTr("本人声明")
        })[root.grade] ?? qsTr("来源不明")

    implicitWidth: label.implicitWidth + Theme.mm(4)
    implicitHeight: label.implicitHeight + Theme.mm(1.5)
    radius: Theme.mm(2)
    color: Theme.paper
    border.width: Theme.hairline
    border.color: Theme.edge
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("来源：%1").arg(root.words)

    KitText {
        id: label
        anchors.centerIn: parent
        Accessible.ignored: true
        kind: KitText.Small
        color: Theme.muted
        text: root.words
    }
}
