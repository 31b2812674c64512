#pragma once
// What can be wrong with a whole picture of a sheet.

#include "drivers/scanner/simulator/papers/Papers.h"

namespace xiaowu::simulator {

[[nodiscard]] Image turned(const Image& image);
/// As a black-and-white copier makes it.
[[nodiscard]] Image greyCopy(const Image& image);
/// Three passes of a box of `half`·2+1 pixels, which is close to a Gaussian; the sheet was out of focus.
[[nodiscard]] Image outOfFocus(const Image& image, int half);

/// The sheet as a device sees it; see capturePaper().
[[nodiscard]] Result<Image> captured(const Image& sheet, const CaptureSettings& settings, std::uint64_t seed);

}  // namespace xiaowu::simulator
