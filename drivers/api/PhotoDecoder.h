#pragma once
// The chip photo is WLT-coded and no open decoder exists; a site that has a licensed one installs it as a
// plug-in (photo_decoder_plugin.h). "Cannot be decoded" is a normal answer: the flow then compares faces
// elsewhere or offers another way.

#include "core/image/Image.h"
#include "core/base/Result.h"

namespace xiaowu::drivers {

namespace errors {
inline constexpr std::string_view kPhotoNotDecodable = "photo.not-decodable";
}

class PhotoDecoder {
 public:
  virtual ~PhotoDecoder() = default;
  /// 1,024 bytes in; a 102×126 BGR picture out, or errors::kPhotoNotDecodable. Thread-safe.
  [[nodiscard]] virtual Result<Image> decode(ByteView encodedPhoto) const = 0;
};

}  // namespace xiaowu::drivers
