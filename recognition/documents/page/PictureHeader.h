#pragma once
// What a picture file says of itself, read before anything is decoded. Internal; pure; safe on any bytes.

#include "core/base/Bytes.h"
#include "core/base/Result.h"

namespace xiaowu::documents {

struct PictureHeader {
  int width = 0;
  int height = 0;
};

/// A PNG or JPEG that is whole, of at most 40 megapixels, 32 MB and 20,000 pixels a side, and cheap to
/// decode. Refused with documents.image-invalid: empty, truncated, other formats by what they are (text, PDF,
/// GIF, WebP, TIFF, HEIC), animated PNG, JPEG of 12 bits, lossless or with more than 100 scans (each scan
/// costs a pass over the whole picture). Refused with documents.image-too-large: what is beyond the limits.
/// The detail says which.
[[nodiscard]] Result<PictureHeader> inspectPicture(ByteView bytes);

}  // namespace xiaowu::documents
