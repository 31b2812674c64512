// Who acts: card, face and papers are this person's.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Bench

BenchGroup {
    id: root

    required property BenchModel bench
    property string person: root.bench.persons.length > 0 ? root.bench.persons[0] : ""

    title: qsTr("人物")
    plain: true
    stateText: root.bench.personLine(root.person)

    GridLayout {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: 5
        rowSpacing: 5

        Repeater {
            model: root.bench.persons

            BenchKey {
                required property string modelData
                text: root.bench.personTitle(modelData)
                hint: root.bench.personLine(modelData)
                active: root.person === modelData
                onClicked: root.person = modelData
            }
        }
    }
}
