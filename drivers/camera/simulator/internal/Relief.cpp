#include "core/image/ImageMat.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Portraits.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace xiaowu::simulator {
namespace {

constexpr int kColumns = Portrait::kWidth / Portrait::kStep;
constexpr int kRows = Portrait::kHeight / Portrait::kStep;

cv::Mat gridMat() {
  return {kRows, kColumns, CV_32F, cv::Scalar(0)};
}

Grid gridOf(const cv::Mat& values) {
  return {values.cols, values.rows, std::vector<float>(values.begin<float>(), values.end<float>())};
}

/// The portrait's pixel in the middle of a grid cell; cv::resize() counts the same way.
cv::Point2f cellCentre(int column, int row) {
  constexpr float kHalf = (Portrait::kStep - 1) / 2.0F;
  return {static_cast<float>(Portrait::kStep * column) + kHalf,
          static_cast<float>(Portrait::kStep * row) + kHalf};
}

/// The mesh's depth at a place: a plane fitted to the points around it (moving least squares), which follows
/// the nose and goes on smoothly over the rim.
float depthAt(const std::vector<MeshPoint>& mesh, cv::Point2f at, float reach) {
  cv::Matx33d normal = cv::Matx33d::eye() * 1e-6;
  cv::Vec3d right(0, 0, 0);
  for (const auto& point : mesh) {
    const double dx = (point.x - at.x) / reach;
    const double dy = (point.y - at.y) / reach;
    const double square = dx * dx + dy * dy;
    if (square > 16) {
      continue;
    }
    const double weight = std::exp(-0.5 * square);
    const cv::Vec3d row(1, dx, dy);
    normal += weight * row * row.t();
    right += weight * point.z * row;
  }
  return static_cast<float>(normal.solve(right, cv::DECOMP_CHOLESKY)[0]);
}

std::vector<cv::Point2f> rimOf(const std::vector<MeshPoint>& mesh) {
  std::vector<cv::Point2f> points;
  std::vector<cv::Point2f> rim;
  points.reserve(mesh.size());
  for (const auto& point : mesh) {
    points.emplace_back(point.x, point.y);
  }
  cv::convexHull(points, rim);
  return rim;
}

/// The rim's point next to `at`.
cv::Point2f nearestOn(const std::vector<cv::Point2f>& rim, cv::Point2f at) {
  cv::Point2f nearest = rim.front();
  float least = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < rim.size(); ++i) {
    const auto side = rim[(i + 1) % rim.size()] - rim[i];
    const float share = std::clamp((at - rim[i]).dot(side) / std::max(side.dot(side), 1e-6F), 0.0F, 1.0F);
    const auto candidate = rim[i] + share * side;
    const auto apart = candidate - at;
    if (apart.dot(apart) < least) {
      least = apart.dot(apart);
      nearest = candidate;
    }
  }
  return nearest;
}

/// Pixels behind the eyes, for face, head and body.
cv::Mat personDepth(const Portrait& portrait) {
  const auto rim = rimOf(portrait.mesh);
  const auto reach = static_cast<float>(0.075 * portrait.eyePixels);
  const auto behind = static_cast<float>(1.25 * portrait.eyePixels);  // ears, neck and shoulders: about 80 mm
  cv::Mat depth = gridMat();
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      const auto at = cellCentre(column, row);
      if (cv::pointPolygonTest(rim, at, false) >= 0) {
        depth.at<float>(row, column) = std::min(depthAt(portrait.mesh, at, reach), behind);
        continue;
      }
      const auto edge = nearestOn(rim, at);
      const float away = std::hypot(at.x - edge.x, at.y - edge.y);
      // Temples and jaw fall off steeply, then the side of the head runs straight back.
      depth.at<float>(row, column) = std::min(depthAt(portrait.mesh, edge, 2 * reach) + 0.8F * away, behind);
    }
  }
  cv::GaussianBlur(depth, depth, {}, 0.9);
  return depth;
}

cv::Point cellOf(double x, double y) {
  return {cvRound(x / Portrait::kStep), cvRound(y / Portrait::kStep)};
}

struct Outlines {
  cv::Mat head;
  cv::Mat body;
};

/// Where the person is, and where the head is; the edges are as soft as the depth's way from person to wall,
/// which the warp spreads over them.
Outlines outlinesOf(const Portrait& portrait) {
  Outlines outlines{gridMat(), gridMat()};
  const auto& face = portrait.face;
  const double middle = face.left + face.width / 2;
  const auto centre = cellOf(middle, face.top + 0.42 * face.height);
  const cv::Size half(cellOf(0.68 * face.width, 0).x, cellOf(0.74 * face.height, 0).x);
  cv::ellipse(outlines.head, centre, half, 0, 0, 360, 1.0, -1);
  outlines.body = outlines.head.clone();
  const cv::Size shoulders(cellOf(1.35 * face.width, 0).x, cellOf(0.75 * face.height, 0).x);
  cv::ellipse(outlines.body, cellOf(middle, face.top + 1.95 * face.height), shoulders, 0, 0, 360, 1.0, -1);
  cv::rectangle(outlines.body, cellOf(middle - 1.35 * face.width, face.top + 1.95 * face.height),
                {cellOf(middle + 1.35 * face.width, 0).x, kRows}, 1.0, -1);
  cv::GaussianBlur(outlines.head, outlines.head, {}, 5);
  cv::GaussianBlur(outlines.body, outlines.body, {}, 6.5);
  return outlines;
}

}  // namespace

void addRelief(Portrait& portrait, double backgroundDistance) {
  // Millimetres, at the eyes.
  const double perPixel = portrait.distance / SimulatorEye::visible().geometry().fx;
  const auto outlines = outlinesOf(portrait);
  cv::Mat person = personDepth(portrait) * perPixel + portrait.distance;
  // Mixed as parallax, the inverse of depth: that is what the picture is stretched by.
  cv::Mat inverse;
  cv::divide(1.0, person, inverse);
  inverse = inverse.mul(outlines.body) +
            (1 - outlines.body) / std::max(backgroundDistance, portrait.distance + 300);
  cv::Mat depth;
  cv::divide(1.0, inverse, depth);
  portrait.depth = gridOf(depth);
  portrait.headWeight = gridOf(outlines.head);
  portrait.bodyWeight = gridOf(outlines.body);
}

}  // namespace xiaowu::simulator
