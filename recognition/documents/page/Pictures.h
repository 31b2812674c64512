#pragma once
// Pictures of papers from files' bytes. Pure; any thread.

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/image/PictureHeader.h"

namespace xiaowu::documents {

/// PNG and JPEG; 16 bits, CMYK and transparency are taken, because residents bring what they have.
inline constexpr PictureLimits kPaperPictureLimits{
    .bytesMax = 32UL * 1024 * 1024, .pixelsMax = 40'000'000, .sideMax = 20'000};

/// What the limits take (core/image/PictureHeader.h). Colour pictures (also CMYK) give Bgr8, grey ones Grey8,
/// 16 bits become 8, transparency is dropped; dpi is 0. Errors: documents.image-invalid,
/// documents.image-too-large; the detail says why.
[[nodiscard]] Result<Image> decodeImage(ByteView bytes);

}  // namespace xiaowu::documents
