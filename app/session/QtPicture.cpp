#include "app/session/QtPicture.h"

namespace xiaowu::session {

QImage qtView(const Image& image) {
  if (image.empty()) {
    return {};
  }
  const auto format = image.format == PixelFormat::Grey8 ? QImage::Format_Grayscale8 : QImage::Format_BGR888;
  return {image.data(), image.width, image.height, static_cast<qsizetype>(image.stride()), format};
}

}  // namespace xiaowu::session
