#include "core/image/Qr.h"

#include <qrencode.h>

#include <memory>

namespace xiaowu {

std::optional<QrCode> qrCode(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const std::unique_ptr<QRcode, void (*)(QRcode*)> made(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      QRcode_free);
  if (made == nullptr) {
    return std::nullopt;
  }
  QrCode code{made->width, {}};
  const auto count = static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
  code.modules.reserve(count);
  for (std::size_t at = 0; at < count; ++at) {
    code.modules.push_back(made->data[at] & 1U);
  }
  return code;
}

}  // namespace xiaowu
