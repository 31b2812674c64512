// What is there to be done: by category, or by the first letters of the pinyin.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Xiaowu.App
import Xiaowu.Kit

KioskPage {
    id: root

    readonly property ItemListViewModel model: Kiosk.items
    property bool searching: false
    readonly property int cardHeight: Theme.mm(Theme.byScreen(46, 68, 46, 82))
    readonly property int columns: Theme.portrait ? 1 : 2

    title: root.searching ? qsTr("请按拼音的第一个字母") : qsTr("您想办什么事？")
    why: root.searching ? qsTr("例如“房产”按 F、C。") : qsTr("点一下先看说明，不用先放身份证。")
    fillAnswer: true
    onBack: root.searching ? root.closeSearch() : Kiosk.back()

    function closeSearch() {
        root.searching = false;
        root.model.search("");
    }

    Flow {
        Layout.fillWidth: true
        visible: !root.searching
        spacing: Theme.gap

        Repeater {
            model: root.model.categories

            ButtonBase {
                id: category

                required property string key
                required property string label
                required property int itemCount
                required property bool chosen

                text: category.label
                fill: category.chosen ? Theme.primary : Theme.paper
                fillPressed: category.chosen ? Theme.primaryPressed : Theme.primarySoftPressed
                ink: category.chosen ? Theme.primaryInk : Theme.primary
                edge: Theme.primary
                Accessible.name: qsTr("分类：%1").arg(category.label)
                Accessible.role: Accessible.RadioButton
                Accessible.checked: category.chosen
                onClicked: root.model.chooseCategory(category.key)
            }
        }
        SecondaryButton {
            glyph: "question"
            edge: Theme.line
            text: qsTr("按拼音找")
            onClicked: root.searching = true
        }
    }
    // Field and letters are thirty items: made when somebody wants to search, not with the page.
    Repeater {
        model: root.searching ? 1 : 0

        EntryField {
            Layout.fillWidth: true
            label: qsTr("要找的事项")
            text: root.model.searchText
            onEdited: words => root.model.search(words)
        }
    }
    Item {
        id: area
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: root.cardHeight
        readonly property int lines: Math.floor((height + Theme.gap) / (root.cardHeight + Theme.gap))
        onHeightChanged: root.model.setRowsPerPage(Math.max(1, area.lines * root.columns))

        GridLayout {
            width: parent.width
            columns: root.columns
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            Repeater {
                model: root.model.rows

                ItemCard {
                    id: item

                    required property string code
                    required property string name
                    required property string summary
                    // The role "icon" cannot be named: a button has a property of that name.
                    required property var model
                    required property bool works
                    required property string availability

                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.minimumHeight: root.cardHeight
                    Layout.alignment: Qt.AlignTop
                    title: item.name
                    line: item.summary
                    picture: item.model.icon
                    badge: item.works ? StateBadge.Good : StateBadge.Attention
                    badgeText: item.availability
                    onClicked: root.model.choose(item.code)
                }
            }
        }
        KitText {
            anchors.centerIn: parent
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            visible: root.model.foundCount === 0
            kind: KitText.Lead
            text: qsTr("没有找到。请换一个字母，或者按“返回”看全部。")
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.model.pageCount > 1 && !(root.searching && !Theme.portrait)
        spacing: Theme.gap

        SecondaryButton {
            glyph: "up"
            text: qsTr("上一页")
            enabled: root.model.pageIndex > 0
            onClicked: root.model.showPage(root.model.pageIndex - 1)
        }
        KitText {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("第 %1 页，共 %2 页").arg(root.model.pageIndex + 1).arg(root.model.pageCount)
        }
        SecondaryButton {
            glyph: "down"
            text: qsTr("下一页")
            enabled: root.model.pageIndex + 1 < root.model.pageCount
            onClicked: root.model.showPage(root.model.pageIndex + 1)
        }
    }
    Repeater {
        model: root.searching ? 1 : 0

        LetterPad {
            Layout.fillWidth: true
            onKey: letter => root.model.search(root.model.searchText + letter.toLowerCase())
            onErase: root.model.search(root.model.searchText.slice(0, -1))
            onClear: root.model.search("")
        }
    }
}
