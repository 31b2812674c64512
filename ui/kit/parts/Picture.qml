// A drawing of the product's own family (resources/pictures), drawn crisp for the size it has.
import QtQuick

Image {
    id: root

    required property string name
    property string description: ""

    // Each change of sourceSize draws the picture anew: nothing is drawn before there is a size.
    source: root.name === "" || width < 1 || height < 1 ? "" : "qrc:/xiaowu/pictures/" + root.name + ".svg"
    sourceSize.width: Math.ceil(width)
    sourceSize.height: Math.ceil(height)
    // Drawn on another thread: five faces would hold up the page that shows them by 50 ms.
    asynchronous: true
    fillMode: Image.PreserveAspectFit
    Accessible.role: Accessible.Graphic
    Accessible.name: root.description
    Accessible.ignored: root.description === ""
}
