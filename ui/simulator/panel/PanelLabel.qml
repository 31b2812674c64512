import QtQuick
import Xiaowu.Kit

KitText {
    font.pixelSize: 14
    wrapMode: Text.NoWrap
    elide: Text.ElideRight
}
