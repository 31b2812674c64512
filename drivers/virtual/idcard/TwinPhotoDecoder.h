#pragma once
// The twins' chip photo. No open WLT coder exists, so a twin's item is honest about being none: "TWIN",
// version 1, the person's id, zeros to 1,024 bytes.

#include "drivers/api/PhotoDecoder.h"

#include <functional>
#include <string_view>

namespace xiaowu::virtualdevices {

[[nodiscard]] Bytes encodeTwinPhoto(std::string_view personId);
/// The person's id; photo.not-decodable for anything that encodeTwinPhoto did not write.
[[nodiscard]] Result<std::string> twinPhotoOwner(ByteView item);

class TwinPhotoDecoder final : public drivers::PhotoDecoder {
 public:
  /// Gives the 102×126 BGR picture of a person; called on any thread.
  using PictureSource = std::function<Result<Image>(std::string_view personId)>;

  explicit TwinPhotoDecoder(PictureSource source) : m_source(std::move(source)) {}
  /// A picture of another size than the chip's is photo.not-decodable.
  [[nodiscard]] Result<Image> decode(ByteView encodedPhoto) const override;

 private:
  PictureSource m_source;
};

}  // namespace xiaowu::virtualdevices
