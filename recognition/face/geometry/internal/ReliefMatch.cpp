#include "recognition/face/geometry/internal/ReliefMatch.h"

#include "core/image/ImageMat.h"
#include "recognition/face/geometry/internal/FaceShape.h"
#include "recognition/face/models/internal/ModelNet.h"
#include "recognition/face/geometry/internal/Surface.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

constexpr int kEyesPixels = 96;  // between the eyes, in the straightened pictures
// Many small patches: a large one holds more than one depth and drags even skin along (measured,
// docs/vision.md).
constexpr int kPatch = 7;        // half the side of a patch
constexpr int kReach = 14;       // how far along the row a patch may lie from where the eyes' plane puts it
constexpr int kRows = 2;         // and across, for what calibration leaves
constexpr double kAlike = 0.65;  // correlation from which a patch counts as found
// Deviation of the slope along the row, grey values per pixel: even skin lies anywhere along the row.
constexpr double kContrast = 0.5;
constexpr std::size_t kEvery = 2;  // of the mesh's points

/// Both pictures straightened so that a point keeps its row, and shifted so that the eyes coincide.
struct Straight {
  double left;  ///< rectified place of the first pixel
  double top;
  double step;   ///< per pixel
  double shift;  ///< by which the other picture was moved
  cv::Mat rgb;
  cv::Mat nir;
  cv::Mat slope;  ///< of rgb along the row
};

cv::Mat greyOf(const cv::Mat& picture) {
  cv::Mat grey;
  picture.channels() == 1 ? picture.copyTo(grey) : cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

/// The lens bends little over a few pixels: every eighth is computed, the others lie between.
template <typename Where>
cv::Mat straightened(const cv::Mat& picture, cv::Size size, Where&& where) {
  constexpr int kCoarse = 8;
  const cv::Size coarse(size.width / kCoarse + 2, size.height / kCoarse + 2);
  cv::Mat map(coarse, CV_32FC2);
  for (int y = 0; y < coarse.height; ++y) {
    for (int x = 0; x < coarse.width; ++x) {
      const Point point = where(x * kCoarse, y * kCoarse);
      map.at<cv::Vec2f>(y, x) = {point.x, point.y};
    }
  }
  cv::Mat full(size, CV_32FC2);
  for (int y = 0; y < size.height; ++y) {
    const int row = y / kCoarse;
    const auto down = static_cast<float>(y % kCoarse) / kCoarse;
    for (int x = 0; x < size.width; ++x) {
      const int column = x / kCoarse;
      const auto across = static_cast<float>(x % kCoarse) / kCoarse;
      const auto at = [&](int r, int c) { return map.at<cv::Vec2f>(r, c); };
      full.at<cv::Vec2f>(y, x) =
          (at(row, column) * (1 - across) + at(row, column + 1) * across) * (1 - down) +
          (at(row + 1, column) * (1 - across) + at(row + 1, column + 1) * across) * down;
    }
  }
  cv::Mat straight;
  cv::remap(picture, straight, full, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  straight = greyOf(straight);
  cv::GaussianBlur(straight, straight, {}, 1.2);
  return straight;
}

/// Top of a parabola through three values, -0.5…0.5.
double between(double before, double at, double after) {
  const double bend = before - 2 * at + after;
  return std::abs(bend) < 1e-9 ? 0 : std::clamp(0.5 * (before - after) / bend, -0.5, 0.5);
}

/// By how many pixels the patch about (x, y) lies further along the row in the other picture; nothing when it
/// is not found again.
std::optional<double> offsetAt(const Straight& straight, int x, int y) {
  const cv::Rect patch(x - kPatch, y - kPatch, 2 * kPatch + 1, 2 * kPatch + 1);
  const cv::Rect strip(patch.x - kReach, patch.y - kRows, patch.width + 2 * kReach, patch.height + 2 * kRows);
  if ((strip & cv::Rect(0, 0, straight.rgb.cols, straight.rgb.rows)) != strip) {
    return std::nullopt;
  }
  cv::Scalar mean;
  cv::Scalar contrast;
  cv::meanStdDev(straight.slope(patch), mean, contrast);
  if (contrast[0] < kContrast) {
    return std::nullopt;
  }
  cv::Mat alike;
  cv::matchTemplate(straight.nir(strip), straight.rgb(patch), alike, cv::TM_CCOEFF_NORMED);
  double best = 0;
  cv::Point where;
  cv::minMaxLoc(alike, nullptr, &best, nullptr, &where);
  if (!(best >= kAlike) || where.x == 0 || where.x == alike.cols - 1) {
    return std::nullopt;
  }
  const auto* row = alike.ptr<float>(where.y);
  return where.x - kReach + between(row[where.x - 1], row[where.x], row[where.x + 1]);
}

}  // namespace

Result<void> matchRelief(const StereoRig& rig, const Image& rgb, const Image& nir, const FaceMesh& rgbMesh,
                         StereoMeasure& measure) {
  measure.relief = 0;
  measure.bulge = 0;
  measure.turn = 0;
  measure.patches = 0;
  measure.isMatched = true;
  const cv::Mat first = matOf(rgb);
  const cv::Mat second = matOf(nir);
  if (first.empty() || second.empty()) {
    return fail(errors::kPicture, Fault::Bug, "relief: no picture");
  }
  const auto eyes = rig.eyesOf(rgbMesh);
  const double pixels = faceShape(rgbMesh).eyeDistance;
  if (!(eyes.distance > 1e-4) || !(pixels >= 1) || !(measure.depth > 1)) {
    return {};
  }
  const double shift = rig.baseline() / measure.depth;
  const double step = eyes.distance / kEyesPixels;
  const cv::Size size(static_cast<int>(2.4 * kEyesPixels), static_cast<int>(3.2 * kEyesPixels));
  Straight straight{eyes.x - step * size.width / 2, eyes.y - step * size.height / 2, step, shift, {}, {}, {}};
  straight.rgb = straightened(first, size, [&](int x, int y) {
    return rig.inRgbPicture(straight.left + step * x, straight.top + step * y);
  });
  straight.nir = straightened(second, size, [&](int x, int y) {
    return rig.inNirPicture(straight.left - shift + step * x, straight.top + step * y);
  });
  cv::Sobel(straight.rgb, straight.slope, CV_32F, 1, 0, 3, 0.125);
  std::vector<Shifted> found;
  for (std::size_t i = 0; i < rgbMesh.points.size(); i += kEvery) {
    const auto place = rig.straight({rgbMesh.points[i].x, rgbMesh.points[i].y});
    const int x = static_cast<int>(std::lround((place.x - straight.left) / step));
    const int y = static_cast<int>(std::lround((place.y - straight.top) / step));
    const auto offset = offsetAt(straight, x, y);
    // A patch further along the row in the other picture is shifted less.
    if (offset) {
      found.push_back({(place.x - eyes.x) / eyes.distance, (place.y - eyes.y) / eyes.distance,
                       (shift - *offset * step) / eyes.distance, rgbMesh.points[i].z / pixels});
    }
  }
  measure.patches = static_cast<int>(found.size());
  straight.rgb.setTo(0);
  straight.nir.setTo(0);
  straight.slope.setTo(0);
  if (measure.patches < kPatchesMin) {
    return {};
  }
  measure.relief = -fittedWithout(found, SurfaceTerms::Plane)[3] / shift;
  measure.bulge = -fittedWithout(found, SurfaceTerms::SecondOrder)[3] / shift;
  measure.turn = rig.turnOf(fittedWithout(found, SurfaceTerms::PlaneOnly), shift);
  return {};
}

}  // namespace xiaowu::face
