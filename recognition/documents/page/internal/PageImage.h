#pragma once
// From the edges of a page to the straight page, to the grey picture that the text engines like, and what can
// be said of its quality. Pure functions, may throw cv::Exception.

#include "core/image/Image.h"
#include "recognition/documents/page/internal/PageFinder.h"

#include <array>

namespace xiaowu::documents {

[[nodiscard]] Image asColour(const Image& image);
/// The picture itself, or shrunk to `pixels` with its dpi.
[[nodiscard]] Image atMost(const Image& image, std::int64_t pixels);
/// The page alone, at the picture's own scale.
[[nodiscard]] Image straightened(const Image& colour, const PageEdges& edges);
/// Red channel (red seal ink vanishes) at `dpi`, divided by its background: paper is 255 everywhere.
[[nodiscard]] Image flatGrey(const Image& page, double dpi);
/// Clockwise, by 0 … 3 quarters.
[[nodiscard]] Image turned(const Image& image, int quarterTurns);

/// A picture turned by a few degrees on a larger sheet that shows all of it, filled up with what is at its
/// border.
struct Levelled {
  Image image;
  std::array<double, 6> affine{};  ///< from the picture that was given to `image`, row by row
  [[nodiscard]] Point forth(const Point& point) const;
  [[nodiscard]] Point back(const Point& point) const;
};
/// Lines that fall to the right by `degrees` become level.
[[nodiscard]] Levelled levelled(const Image& image, double degrees);

/// Where points of a straightened page lie in the picture.
[[nodiscard]] std::array<Point, 4> inPicture(const PageEdges& edges, const Image& page,
                                             const std::array<Point, 4>& points);

/// Share of the flat picture that is ink, 0 … 1, without the outermost 4 %.
[[nodiscard]] double inkShare(const Image& flat);
/// Whether the page is one even surface, black ones too: nothing lies there, or the lid was open in the dark.
/// Without the outermost 4 %.
[[nodiscard]] bool isEven(const Image& page);
/// How steep the edges of the ink are against their contrast: about 1 in focus, under 0.5 where small print
/// cannot be read.
[[nodiscard]] double sharpnessOf(const Image& flat);
/// Share of the page that is washed out by a reflection: as bright as the sensor can tell, in spots of more
/// than a letter, brighter than paper elsewhere.
[[nodiscard]] double glareShare(const Image& page);
/// Share of the page that carries colour of its own, after the tint of paper and light; black-and-white
/// copies have less than 0.0005.
[[nodiscard]] double colourShare(const Image& page);

}  // namespace xiaowu::documents
