// Who acts: card, face and papers are this person's.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.Simulator

PanelGroup {
    id: root

    required property PanelModel panel
    property string person: root.panel.persons.length > 0 ? root.panel.persons[0] : ""

    title: qsTr("人物")
    plain: true
    stateText: root.panel.personLine(root.person)

    GridLayout {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: 5
        rowSpacing: 5

        Repeater {
            model: root.panel.persons

            PanelKey {
                required property string modelData
                text: root.panel.personTitle(modelData)
                hint: root.panel.personLine(modelData)
                active: root.person === modelData
                onClicked: root.person = modelData
            }
        }
    }
}
