#include "recognition/documents/page/Pictures.h"

#include "core/image/PictureCodec.h"
#include "recognition/documents/DocumentReading.h"

namespace xiaowu::documents {

Result<Image> decodeImage(ByteView bytes) {
  auto image = decodePicture(bytes, kPaperPictureLimits);
  if (!image) {
    const auto code = image.error().isTooLarge ? errors::kImageTooLarge : errors::kImageInvalid;
    return fail(code, Fault::ResidentCanFix, image.error().why);
  }
  return std::move(*image);
}

}  // namespace xiaowu::documents
