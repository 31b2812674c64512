// How much a paper can be trusted: A 机关签发, B 窗口核验, C 本人上传, D 本人声明.
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root

    required property string grade
    property bool withWords: true
    readonly property string words: ({
            "A": qsTr("机关签发"),
            "B": qsTr("窗口核验"),
            "C": qsTr("本人上传"),
            "D": qsTr("本人声明")
        })[root.grade] ?? qsTr("来源不明")

    implicitWidth: row.implicitWidth + Theme.mm(4)
    implicitHeight: row.implicitHeight + Theme.mm(1.5)
    radius: Theme.mm(2)
    color: Theme.paper
    border.width: Theme.hairline
    border.color: Theme.edge
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("来源 %1，%2").arg(root.grade).arg(root.words)

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.mm(2)

        KitText {
            Accessible.ignored: true
            kind: KitText.Small
            font.weight: Font.Bold
            color: Theme.primary
            text: root.grade
        }
        KitText {
            Accessible.ignored: true
            visible: root.withWords
            kind: KitText.Small
            color: Theme.muted
            text: root.words
        }
    }
}
