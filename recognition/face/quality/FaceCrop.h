#pragma once
// One face cut out of a frame, and its way as a JPEG to a comparison elsewhere (docs/vision.md). Whoever
// holds such a picture overwrites it with wipe().

#include "recognition/face/models/FaceEngine.h"

namespace xiaowu::face {

namespace errors {
/// Not a baseline or progressive JPEG, cut short, or its sides are out of range.
inline constexpr std::string_view kCropUnusable = "vision.crop";
}  // namespace errors

inline constexpr int kCropSideMax = 400;                 ///< pixels, of the longer side
inline constexpr int kCropSideMin = 48;                  ///< pixels, of the shorter side
inline constexpr std::size_t kCropBytesMax = 96 * 1024;  ///< of the JPEG

/// The face with the border that detector and alignment need (50 % of its size on each side, less at the
/// frame's edge), reduced to kCropSideMax. A copy: no pixel of the frame outside this rectangle goes along.
/// An empty Image for an empty frame or a box outside it.
[[nodiscard]] Image cropFace(const Image& frame, const Face& face);

/// At most kCropBytesMax.
[[nodiscard]] Result<Bytes> encodeCrop(const Image& crop);
/// Takes bytes from outside: their size and the picture's announced sides are checked before anything is
/// unpacked. Thread-safe.
[[nodiscard]] Result<Image> decodeCrop(ByteView jpeg);

}  // namespace xiaowu::face
