#pragma once
// Geometry and ink of one seal: its outline to a fraction of a pixel, the ring as a straight strip. Internal;
// pure functions, may throw cv::Exception.

#include "recognition/documents/DocumentReading.h"

#include <vector>

namespace xiaowu::documents {

/// How the ink is made visible: Green is the plain green channel where nothing black lies over the seal and
/// redness where something does; Ratio is green over red, in which black print vanishes as a factor of both;
/// Grey is for copies.
enum class SealInk { Green, Ratio, Grey };

/// Part of a ring, in shares of its radius and in degrees clockwise from six o'clock.
struct RingBand {
  double outer = 0.93;
  double inner = 0.59;
  double from = 0;
  double to = 360;
  double stretch = 1;  ///< width of the strip against the arc's own length
};

/// The seal with centre and outline fitted as an ellipse to the outermost ink of its ring, at the picture's
/// own resolution; unchanged when too little of the ring is seen or the fit strays more than a tenth of the
/// radius.
[[nodiscard]] Seal refined(const Image& picture, const Seal& seal);

/// Where the title stands: from one end of the ring's widest gap round to its other end. Empty band (from =
/// to) when there is no ink.
[[nodiscard]] RingBand titleBand(const Image& picture, const Seal& seal);

/// The band as a line of text 48 pixels high, dark on white, Grey8.
[[nodiscard]] Image ringStrip(const Image& picture, const Seal& seal, const RingBand& band, SealInk ink);

/// The line under the star, turned so that it is level with a title whose middle is at `titleMiddle` degrees.
/// Empty picture when there is little ink.
[[nodiscard]] Image centreStrip(const Image& picture, const Seal& seal, double titleMiddle);

}  // namespace xiaowu::documents
