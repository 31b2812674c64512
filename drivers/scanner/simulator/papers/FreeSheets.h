#pragma once
// Sheets that are described line by line and not drawn by code of their own: letters in any wording, forms in
// any edition. For measurements.

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "drivers/scanner/simulator/papers/Papers.h"

#include <cstdint>
#include <string>
#include <vector>

namespace xiaowu::simulator {

struct FreeSheet {
  double width = 210;  ///< mm
  double height = 297;
  std::string face = "Song";  ///< or "Hei", "Kai"
  double size = 5;            ///< of the letters, mm
  /// "# title", "> right", "< left", "| cell | cell", ": x y size text" and "- x1 y1 x2 y2" in mm; anything
  /// else is a paragraph.
  std::vector<std::string> lines;
  std::string seal;  ///< its title; empty: none
  double sealX = 0;  ///< mm; 0: beside the first line at the foot
  double sealY = 0;
  std::uint64_t seed = 1;
};

/// The sheet as a device sees it, see capturePaper(). The same sheet gives the same pixels.
[[nodiscard]] Result<Image> captureFreeSheet(const FreeSheet& sheet, const CaptureCondition& condition);

}  // namespace xiaowu::simulator
