#pragma once
// From a picture on a mat to a straight page and to the grey picture that the text engine likes. Internal; pure functions, may throw cv::Exception.

#include "app/base/Image.h"
#include "app/documents/DocumentReading.h"

#include <array>

namespace xiaowu::documents {

struct PageEdges {
  std::array<Point, 4> corners{};  ///< clockwise from the upper left
  bool found = false;
  bool cutOff = false;  ///< the sheet reaches over one to three sides of the picture
};

[[nodiscard]] Image asColour(const Image& image);
[[nodiscard]] PageEdges findPage(const Image& colour);
/// The page alone, at the picture's own scale.
[[nodiscard]] Image straightened(const Image& colour, const PageEdges& edges);
/// Red channel (red seal ink vanishes) at `dpi`, divided by its background: paper is 255 everywhere.
[[nodiscard]] Image flatGrey(const Image& page, double dpi);
[[nodiscard]] Image turnedAround(const Image& image);

/// Share of the flat picture that is ink, 0 … 1, without the outermost 4 %.
[[nodiscard]] double inkShare(const Image& flat);
/// How steep the edges of the ink are against their contrast: about 1 in focus, under 0.5 where small print cannot be read.
[[nodiscard]] double sharpnessOf(const Image& flat);

}  // namespace xiaowu::documents
