#include "app/viewmodels/Pictures.h"

#include <qrencode.h>

#include <memory>

namespace xiaowu::viewmodels {

QString fieldCutName(std::uint64_t page, int cut) {
  return QStringLiteral("page-%1-cut-%2").arg(page).arg(cut);
}

QImage qtPicture(const Image& image) {
  if (image.empty()) {
    return {};
  }
  const auto format = image.format == PixelFormat::Grey8 ? QImage::Format_Grayscale8 : QImage::Format_BGR888;
  return QImage(image.data(), image.width, image.height, static_cast<qsizetype>(image.stride()), format)
      .copy();
}

QImage qrPicture(const QString& text) {
  if (text.isEmpty()) {
    return {};
  }
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) {
    return {};
  }
  constexpr int kQuiet = 4;
  QImage picture(code->width + 2 * kQuiet, code->width + 2 * kQuiet, QImage::Format_RGB32);
  picture.fill(Qt::white);
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      if ((code->data[y * code->width + x] & 1U) != 0) {
        picture.setPixelColor(x + kQuiet, y + kQuiet, Qt::black);
      }
    }
  }
  return picture;
}

}  // namespace xiaowu::viewmodels
