// The one window: header, the page of the present step, and what lies over it (are you there, help is
// coming, trouble).
import QtQuick
import Xiaowu.App
import Xiaowu.Kit

Window {
    id: root

    required property real pxPerMm
    property bool motion: true
    readonly property bool covered: Kiosk.idleQuestion || Kiosk.mask.shown || Kiosk.helpCalled || Kiosk.trouble.shown
    property int shownPlace: -1

    // The page's own time to be made, for the tests that keep it short.
    readonly property alias pageItem: pages.item

    // The new page comes from where it lies on the way; the first one is just there.
    function slideIn(steps: int) {
        if (root.motion && Theme.moves && steps !== 0) {
            slide.from = Theme.mm(steps > 0 ? 30 : -30);
            slide.start();
        }
    }

    title: qsTr("政务晓屋")
    color: Theme.canvas

    Binding {
        target: Theme
        property: "pxPerMm"
        value: root.pxPerMm
    }
    Binding {
        target: Theme
        property: "portrait"
        value: root.height > root.width
    }
    Binding {
        target: Theme
        property: "care"
        value: Kiosk.care
    }

    // The kit's band switches the theme; the session machine remembers, and takes it back when the session
    // ends.
    Connections {
        target: Theme
        function onControlsLowChanged() {
            if (Theme.controlsLow !== Kiosk.controlsLow)
                Kiosk.switchControlsLow();
        }
    }
    Connections {
        target: Kiosk
        function onControlsLowSettled() {
            Theme.controlsLow = Kiosk.controlsLow;
        }
    }

    Header {
        id: header
        width: parent.width
        cabinName: Kiosk.siteName
        // In the large mode a tall screen has no room for both: the name must not break.
        timeText: Theme.care && Theme.portrait ? "" : Kiosk.time
        languageText: Kiosk.english ? "中文" : "English"
        networkState: Kiosk.networkGood ? StateBadge.Good : StateBadge.Problem
        networkText: Kiosk.networkWord
        printerState: Kiosk.printerGood ? StateBadge.Good : StateBadge.Problem
        printerText: Kiosk.printerWord
        onLanguageClicked: Kiosk.switchLanguage()
        onCareClicked: Kiosk.switchCare()
    }
    Item {
        id: stage
        anchors {
            left: parent.left
            right: parent.right
            top: header.bottom
            bottom: parent.bottom
        }
        clip: true

        Loader {
            id: pages

            property real from: 0

            x: from
            width: stage.width
            height: stage.height
            visible: !root.covered
            focus: visible
            active: !Kiosk.turning
            source: "qrc:/qt/qml/Xiaowu/Pages/" + Kiosk.page
            onLoaded: {
                const steps = root.shownPlace < 0 ? 0 : Kiosk.place - root.shownPlace;
                root.shownPlace = Kiosk.place;
                slide.stop();
                pages.from = 0;
                root.slideIn(steps);
            }
            NumberAnimation {
                id: slide
                target: pages
                property: "from"
                to: 0
                duration: Theme.motion
                easing.type: Easing.OutCubic
            }
        }
        Loader {
            anchors.fill: parent
            active: Kiosk.trouble.shown
            visible: active && !Kiosk.helpCalled
            focus: visible
            sourceComponent: TroubleOverlay {
            }
        }
        Loader {
            anchors.fill: parent
            active: Kiosk.helpCalled
            focus: active
            sourceComponent: HelpOverlay {
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: Kiosk.mask.shown
        focus: active
        sourceComponent: MaskOverlay {
        }
    }
    Loader {
        anchors.fill: parent
        active: Kiosk.idleQuestion && !Kiosk.mask.shown
        focus: active
        sourceComponent: IdleOverlay {
        }
    }
}
