#pragma once
// What a picture file says of itself, read before anything is decoded: decoders fill what a cut-off file
// lacks without a word, and a small file can name a size that would take all memory. Pure; safe on any bytes;
// any thread.

#include "core/base/Bytes.h"
#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace xiaowu {

enum class PictureKind { Png, Jpeg, Bmp, WebP };

/// By the first bytes alone; nothing for anything else.
[[nodiscard]] std::optional<PictureKind> pictureKind(ByteView bytes);

/// What a caller takes. Whole files of one frame always, and JPEG of 8 bits with at most 100 scans (each
/// costs a pass over the whole picture).
struct PictureLimits {
  std::size_t bytesMax = 0;
  std::uint64_t pixelsMax = 0;
  int sideMin = 1;  ///< of the shorter side
  int sideMax = 0;  ///< of the longer side
  bool png = true;
  bool bmpAndWebP = false;
  bool plainOnly = false;  ///< no CMYK, 16 bits or transparency, which a decoder would have to guess away
};

struct PictureHeader {
  PictureKind kind = PictureKind::Png;
  int width = 0;
  int height = 0;
};

/// Why a picture is not taken; each caller has its own error codes for it.
struct PictureRefusal {
  bool isTooLarge = false;  ///< beyond the limits, otherwise a good picture
  std::string why;          ///< in words, without anything from the picture
};

[[nodiscard]] tl::expected<PictureHeader, PictureRefusal> inspectPicture(ByteView bytes,
                                                                         const PictureLimits& limits);

}  // namespace xiaowu
