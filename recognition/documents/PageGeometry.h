#pragma once
// From a place on the straightened page back to the picture that was read. Pure.

#include "recognition/documents/DocumentReading.h"

namespace xiaowu::documents {

struct Circle {
  Point centre;
  double radius = 0;
};

/// `point` in pixels of `reading.page`; the answer in pixels of the given picture, through the homography of
/// the page's corners.
[[nodiscard]] Point inPicture(const DocumentReading& reading, const Point& point);
/// A circle of the page is an ellipse in the picture; the radius is the mean of its four half axes' lengths.
[[nodiscard]] Circle sealInPicture(const DocumentReading& reading, const Seal& seal);

}  // namespace xiaowu::documents
