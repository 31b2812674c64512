#pragma once
// Half-sheets with one round seal, or with red things that are none: the variety that seals have and the
// papers of Papers.h do not. For measurements.

#include "drivers/scanner/simulator/papers/Papers.h"

namespace xiaowu::simulator {

enum class SealSheetKind {
  Red,       ///< a seal over lines of print
  GreyCopy,  ///< the same, as a black-and-white copier gives it
  NoSeal,  ///< print and red or coloured graphics: headings, frames, emblems, square and oval stamps, photos
  NoSealGrey,
};

struct SealOrder {
  SealSheetKind kind = SealSheetKind::Red;
  std::string title;   ///< on the arc
  std::string centre;  ///< straight line under the star, may be empty
  bool code = false;   ///< thirteen digits at the bottom
  int dpi = 200;
  std::uint64_t seed = 1;  ///< size (38 … 45 mm), face, letters, ink, wear, turn, place and print
};

/// 130 × 105 mm on a dark mat. Fails like capturePaper().
[[nodiscard]] Result<Image> captureSeal(const SealOrder& order, const CaptureSettings& settings);

}  // namespace xiaowu::simulator
