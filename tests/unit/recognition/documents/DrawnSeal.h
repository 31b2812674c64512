#pragma once
// A seal of lines and squares: place, size, ink and geometry need no letters.

#include "core/image/Image.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace xiaowu::testing {

inline constexpr double kDpi = 200;
inline constexpr double kRadius = 20 / 25.4 * kDpi;
inline const cv::Point kCentre(420, 360);
inline const cv::Scalar kRed(50, 40, 205);

inline Image sealImage(const cv::Mat& mat) {
  return Image::of(mat.cols, mat.rows, mat.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8,
                   Bytes(mat.datastart, mat.dataend), kDpi);
}

/// Ring and star on white.
inline cv::Mat drawnRing(const cv::Scalar& ink) {
  cv::Mat page(760, 840, CV_8UC3, cv::Scalar(245, 245, 245));
  cv::circle(page, kCentre, static_cast<int>(kRadius) - 5, ink, 9, cv::LINE_AA);
  cv::circle(page, kCentre, 26, ink, cv::FILLED, cv::LINE_AA);
  return page;
}

/// A square in place of a letter. `degrees`: clockwise from six o'clock, as in RingBand; `share`: of the
/// radius.
inline void drawMark(cv::Mat& page, const cv::Scalar& ink, double degrees, double share, int half) {
  const double angle = degrees * CV_PI / 180;
  const cv::Point at(kCentre.x - static_cast<int>(share * kRadius * std::sin(angle)),
                     kCentre.y + static_cast<int>(share * kRadius * std::cos(angle)));
  cv::rectangle(page, at - cv::Point(half, half), at + cv::Point(half, half), ink, half / 2 + 1, cv::LINE_AA);
}

/// Eight marks from 9 to 3 o'clock.
inline cv::Mat drawn(const cv::Scalar& ink) {
  cv::Mat page = drawnRing(ink);
  for (int mark = 0; mark < 8; ++mark) {
    drawMark(page, ink, 90 + mark * 180 / 7.0, 0.77, 9);
  }
  return page;
}

}  // namespace xiaowu::testing
