#include "app/viewmodels/Pictures.h"

#include "core/image/Qr.h"

namespace xiaowu::viewmodels {

QString fieldCutName(std::uint64_t page, int cut) {
  return QStringLiteral("page-%1-cut-%2").arg(page).arg(cut);
}

QImage qrPicture(const QString& text) {
  const auto code = qrCode(text.toStdString());
  if (!code) {
    return {};
  }
  const int side = code->width + 2 * kQrQuietModules;
  QImage picture(side, side, QImage::Format_RGB32);
  picture.fill(Qt::white);
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      if (code->isDark(x, y)) {
        picture.setPixelColor(x + kQrQuietModules, y + kQrQuietModules, Qt::black);
      }
    }
  }
  return picture;
}

}  // namespace xiaowu::viewmodels
