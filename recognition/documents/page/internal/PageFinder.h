#pragma once
// Finds the sheets and cards that lie on a mat, dark or light, turned by any angle. Pure functions,
// may throw cv::Exception.

#include "core/image/Image.h"
#include "recognition/documents/DocumentReading.h"

#include <array>
#include <vector>

namespace xiaowu::documents {

struct PageEdges {
  /// Clockwise; the first is the one that is upper left when the sheet is turned by the smaller angle.
  std::array<Point, 4> corners{};
  bool found = false;
  bool cutOff = false;  ///< the sheet reaches over one to three sides of the picture
};

/// Largest first, at most `most`, never overlapping; none when no edge is seen (a scan without margins). What
/// counts: the sheet differs from the mat along at least three of its sides, it is a quadrangle, it takes 3 …
/// 97 % of the picture, and there is hardly any print outside. About 30 ms.
[[nodiscard]] std::vector<PageEdges> findPages(const Image& colour, int most);
/// The largest page, or the whole picture with `found` false.
[[nodiscard]] PageEdges findPage(const Image& colour);
/// Cards (85.6 × 54 mm) that are printed on or lie on a straight page whose dpi is right: front and back of
/// an identity card on one sheet. Upper ones first.
[[nodiscard]] std::vector<PageEdges> findCards(const Image& page);

}  // namespace xiaowu::documents
