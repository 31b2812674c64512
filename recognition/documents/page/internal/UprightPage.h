#pragma once
// Reads a straight page whichever way up it lies.

#include "recognition/documents/text/PpOcrEngine.h"

#include <array>
#include <vector>

namespace xiaowu::documents {

struct UprightPage {
  Image page;                   ///< colour, upright
  Image flat;                   ///< what was read, upright; same proportions as `page`
  std::vector<TextLine> lines;  ///< pixels of `flat`
  int quarterTurns = 0;         ///< clockwise, that were needed: 0 … 3
  /// Of the upright page, clockwise from its upper left, in pixels of the page that was given.
  std::array<Point, 4> corners{};
};

/// Quarter turns are seen by how the lines run and by which way round the longest ones read better: both ways
/// are only tried where the first reads badly. `straight` false (no edges were found): a slant of the lines
/// is taken off as well. Errors as PpOcrEngine's.
[[nodiscard]] Result<UprightPage> readUpright(PpOcrEngine& engine, Image page, Image flat, bool straight,
                                              const std::stop_token& stop);

/// The page turned clockwise, without reading.
[[nodiscard]] UprightPage turnedBy(const Image& page, const Image& flat, int quarterTurns);

}  // namespace xiaowu::documents
