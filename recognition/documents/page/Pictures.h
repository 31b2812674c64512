#pragma once
// Pictures in and out of bytes. Pure; any thread.

#include "core/image/Image.h"
#include "core/base/Result.h"

namespace xiaowu::documents {

[[nodiscard]] Result<Bytes> encodePng(const Image& image);
/// `quality` 1 … 100; 90 and more keep the colour at full resolution, which red seals need.
[[nodiscard]] Result<Bytes> encodeJpeg(const Image& image, int quality);
/// PNG or JPEG of at most 40 megapixels and 32 MB; what PictureHeader.h says is checked before anything is
/// decoded. Colour pictures (also CMYK) give Bgr8, grey ones Grey8, 16 bits become 8, transparency is
/// dropped; dpi is 0. Errors: documents.image-invalid, documents.image-too-large; the detail says why.
[[nodiscard]] Result<Image> decodeImage(ByteView bytes);

}  // namespace xiaowu::documents
