#include "recognition/face/geometry/internal/Stereo.h"

#include "core/base/Statistics.h"
#include "recognition/face/geometry/internal/FaceShape.h"
#include "recognition/face/models/internal/ModelCard.h"
#include "recognition/face/geometry/internal/Surface.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace xiaowu::face {
namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<double, 9>;

constexpr double kMeanEyeDistance = 63;  // millimetres, adults
constexpr double kNearest = 100;
constexpr double kFarthest = 5000;

Vector times(const Matrix& m, const Vector& v) {
  return {m[0] * v[0] + m[1] * v[1] + m[2] * v[2], m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
          m[6] * v[0] + m[7] * v[1] + m[8] * v[2]};
}

Matrix transposed(const Matrix& m) {
  return {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      c[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
    }
  }
  return c;
}

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vector unit(const Vector& v) {
  const double length = std::hypot(v[0], v[1], v[2]);
  return {v[0] / length, v[1] / length, v[2] / length};
}

}  // namespace

StereoRig::StereoRig(const Calibration& calibration)
    : m_calibration(calibration), m_baseline(calibration.baseline()) {
  const auto back = transposed(calibration.rotation);
  // The other lens in this camera's space. Taking the line between them as x makes the shift positive however
  // the two are mounted.
  const auto other =
      times(back, {-calibration.translation[0], -calibration.translation[1], -calibration.translation[2]});
  const auto x = unit(other);
  const auto y = unit(cross({0, 0, 1}, x));
  const auto z = cross(x, y);
  m_rgbTurn = {x[0], x[1], x[2], y[0], y[1], y[2], z[0], z[1], z[2]};
  m_nirTurn = product(m_rgbTurn, back);
}

/// Undoes the lens by fixed-point iteration, as OpenCV's undistortPoints does.
StereoRig::Ray StereoRig::rayOf(const CameraLens& lens, double x, double y) {
  const double x0 = (x - lens.cx) / lens.fx;
  const double y0 = (y - lens.cy) / lens.fy;
  const auto& [k1, k2, p1, p2, k3] = lens.distortion;
  Ray ray{x0, y0};
  for (int i = 0; i < 8; ++i) {
    const double r2 = ray.x * ray.x + ray.y * ray.y;
    const double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
    const double dx = 2 * p1 * ray.x * ray.y + p2 * (r2 + 2 * ray.x * ray.x);
    const double dy = p1 * (r2 + 2 * ray.y * ray.y) + 2 * p2 * ray.x * ray.y;
    ray = {(x0 - dx) / radial, (y0 - dy) / radial};
  }
  return ray;
}

Point StereoRig::pointOf(const CameraLens& lens, double x, double y) {
  const auto& [k1, k2, p1, p2, k3] = lens.distortion;
  const double r2 = x * x + y * y;
  const double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  const double dx = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x);
  const double dy = y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y;
  return {static_cast<float>(lens.fx * dx + lens.cx), static_cast<float>(lens.fy * dy + lens.cy)};
}

StereoRig::Ray StereoRig::rgbRow(double x, double y) const {
  const auto ray = rayOf(m_calibration.rgb, x, y);
  const auto turned = times(m_rgbTurn, {ray.x, ray.y, 1});
  return {turned[0] / turned[2], turned[1] / turned[2]};
}

StereoRig::Ray StereoRig::nirRow(double x, double y) const {
  const auto ray = rayOf(m_calibration.nir, x, y);
  const auto turned = times(m_nirTurn, {ray.x, ray.y, 1});
  return {turned[0] / turned[2], turned[1] / turned[2]};
}

Point StereoRig::inNir(const Point& point, double depth) const {
  const auto ray = rayOf(m_calibration.rgb, point.x, point.y);
  auto place = times(m_calibration.rotation, {ray.x * depth, ray.y * depth, depth});
  for (std::size_t i = 0; i < 3; ++i) {
    place[i] += m_calibration.translation[i];
  }
  const double z = std::max(place[2], 1.0);
  return pointOf(m_calibration.nir, place[0] / z, place[1] / z);
}

Point StereoRig::inRgbPicture(double x, double y) const {
  const auto ray = times(transposed(m_rgbTurn), {x, y, 1});
  return pointOf(m_calibration.rgb, ray[0] / ray[2], ray[1] / ray[2]);
}

Point StereoRig::inNirPicture(double x, double y) const {
  const auto ray = times(transposed(m_nirTurn), {x, y, 1});
  return pointOf(m_calibration.nir, ray[0] / ray[2], ray[1] / ray[2]);
}

StraightEyes StereoRig::eyesOf(const FaceMesh& rgb) const {
  if (rgb.points.size() != FaceMesh::kPoints) {
    return {};
  }
  const auto at = [&](std::size_t i) { return rgbRow(rgb.points[i].x, rgb.points[i].y); };
  const Ray left{(at(33).x + at(133).x) / 2, (at(33).y + at(133).y) / 2};
  const Ray right{(at(362).x + at(263).x) / 2, (at(362).y + at(263).y) / 2};
  return {(left.x + right.x) / 2, (left.y + right.y) / 2, std::hypot(right.x - left.x, right.y - left.y)};
}

double StereoRig::depthBySize(const std::array<Point, 5>& points) const {
  const auto left = rayOf(m_calibration.rgb, points[0].x, points[0].y);
  const auto right = rayOf(m_calibration.rgb, points[1].x, points[1].y);
  return kMeanEyeDistance / std::max(1e-3, std::hypot(right.x - left.x, right.y - left.y));
}

double StereoRig::turnOf(const std::array<double, 7>& plane, double shift) const {
  // The plane through the face, Z = Z₀ + m·X, has the shift B/Z₀·(1 - m·x); then back into the picture's
  // directions.
  const double slope = -(m_rgbTurn[0] * plane[1] + m_rgbTurn[3] * plane[2]) / shift;
  return std::atan(slope) * 180 / std::numbers::pi;
}

Result<StereoMeasure> StereoRig::measure(const FaceMesh& rgb, const FaceMesh& nir) const {
  const auto refused = [](const char* why) {
    return fail(errors::kPicture, Fault::ServiceUnavailable, std::string("stereo: ") + why);
  };
  if (rgb.points.size() != FaceMesh::kPoints || nir.points.size() != FaceMesh::kPoints) {
    return refused("no mesh");
  }
  std::vector<Ray> first(FaceMesh::kPoints);
  std::vector<double> shifts(FaceMesh::kPoints);
  std::vector<double> rows(FaceMesh::kPoints);
  for (std::size_t i = 0; i < FaceMesh::kPoints; ++i) {
    first[i] = rgbRow(rgb.points[i].x, rgb.points[i].y);
    const auto second = nirRow(nir.points[i].x, nir.points[i].y);
    shifts[i] = first[i].x - second.x;
    rows[i] = std::abs(first[i].y - second.y);
  }
  const auto meanOf = [&](std::size_t a, std::size_t b, auto&& value) { return (value(a) + value(b)) / 2; };
  const auto xOf = [&](std::size_t i) { return first[i].x; };
  const auto yOf = [&](std::size_t i) { return first[i].y; };
  const auto shiftOf = [&](std::size_t i) { return shifts[i]; };
  const Ray left{meanOf(33, 133, xOf), meanOf(33, 133, yOf)};
  const Ray right{meanOf(362, 263, xOf), meanOf(362, 263, yOf)};
  const double eyes = std::hypot(right.x - left.x, right.y - left.y);
  const double pixels = faceShape(rgb).eyeDistance;
  const double leftShift = meanOf(33, 133, shiftOf);
  const double rightShift = meanOf(362, 263, shiftOf);
  const double shift = (leftShift + rightShift) / 2;
  if (!(eyes > 1e-4) || !(pixels >= 1) || !(std::min(leftShift, rightShift) > m_baseline / kFarthest) ||
      !(shift < m_baseline / kNearest)) {
    return refused("not a face in front of the cameras");
  }
  std::vector<Shifted> points(FaceMesh::kPoints);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = {(first[i].x - (left.x + right.x) / 2) / eyes, (first[i].y - (left.y + right.y) / 2) / eyes,
                 shifts[i] / eyes, rgb.points[i].z / pixels};
  }
  StereoMeasure measure;
  measure.depth = m_baseline / shift;
  measure.rowError = middleValue(std::move(rows)) / eyes;
  // A point nearer by dz shifts by B·dz/Z² more: in eye distances, a slope of -B/Z, which is -shift.
  measure.relief = -fitted(points, SurfaceTerms::Plane)[3] / shift;
  measure.bulge = -fitted(points, SurfaceTerms::SecondOrder)[3] / shift;
  measure.turn = turnOf(fitted(points, SurfaceTerms::PlaneOnly), shift);
  const auto inSpace = [&](const Ray& ray, double s) {
    return Vector{ray.x * m_baseline / s, ray.y * m_baseline / s, m_baseline / s};
  };
  const auto a = inSpace(left, leftShift);
  const auto b = inSpace(right, rightShift);
  measure.eyeDistance = std::hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  return measure;
}

}  // namespace xiaowu::face
