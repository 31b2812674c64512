#pragma once
// Pictures from files, for tools and benchmarks: only whole ones of the kinds that a camera or scanner
// writes. Half a picture that decodes to something is an error here, because a figure measured on it would be
// wrong without a word.

#include "core/image/Image.h"
#include "core/base/Result.h"
#include "core/image/PictureHeader.h"

#include <filesystem>

namespace xiaowu::face {

namespace errors {
/// Not a file, not a whole JPEG, PNG, BMP or WebP, too large, 16-bit, CMYK or with alpha.
inline constexpr std::string_view kPictureFile = "vision.picture-file";
}  // namespace errors

/// Nothing that a decoder would have to guess at.
inline constexpr PictureLimits kPictureLimits{.bytesMax = 64ULL * 1024 * 1024,
                                              .pixelsMax = 50'000'000,
                                              .sideMax = 1 << 20,
                                              .bmpAndWebP = true,
                                              .plainOnly = true};

/// BGR, turned upright as the file's EXIF says. Fails with errors::kPictureFile and the reason in words
/// (without the file's name). Never throws.
[[nodiscard]] Result<Image> readPicture(const std::filesystem::path& file);
/// The same from bytes.
[[nodiscard]] Result<Image> pictureOf(ByteView bytes);

}  // namespace xiaowu::face
