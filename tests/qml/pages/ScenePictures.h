#pragma once
// What cameras and scanners would show in the scenes, drawn: nobody's face, an invented register page.

#include <QImage>
#include <QString>

namespace xiaowu::pagestest {

/// Words of a paper, as they are cut from it: a little askew, on cream paper.
[[nodiscard]] QImage cutPicture(const QString& words);
[[nodiscard]] QImage cameraPicture();
[[nodiscard]] QImage scannedPage();

}  // namespace xiaowu::pagestest
