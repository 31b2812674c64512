#include "recognition/documents/PageGeometry.h"

#include <cmath>

namespace xiaowu::documents {
namespace {

constexpr double kMmPerInch = 25.4;

double distance(const Point& a, const Point& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

Point inPicture(const DocumentReading& reading, const Point& point) {
  if (reading.page.width <= 0 || reading.page.height <= 0) {
    return point;
  }
  // The projective map of the unit square onto a quadrangle in closed form (Heckbert, "Fundamentals of
  // Texture Mapping and Image Warping", 1989, 2.2.3).
  const auto& [p0, p1, p2, p3] = reading.quad;
  const double u = point.x / reading.page.width;
  const double v = point.y / reading.page.height;
  const double dx1 = p1.x - p2.x;
  const double dx2 = p3.x - p2.x;
  const double dy1 = p1.y - p2.y;
  const double dy2 = p3.y - p2.y;
  const double sumX = p0.x - p1.x + p2.x - p3.x;
  const double sumY = p0.y - p1.y + p2.y - p3.y;
  const double area = dx1 * dy2 - dx2 * dy1;
  if (std::abs(area) < 1e-9) {
    return p0;
  }
  const double g = (sumX * dy2 - dx2 * sumY) / area;
  const double h = (dx1 * sumY - sumX * dy1) / area;
  const double weight = g * u + h * v + 1;
  const double x = (p1.x - p0.x + g * p1.x) * u + (p3.x - p0.x + h * p3.x) * v + p0.x;
  const double y = (p1.y - p0.y + g * p1.y) * u + (p3.y - p0.y + h * p3.y) * v + p0.y;
  return {x / weight, y / weight};
}

Circle sealInPicture(const DocumentReading& reading, const Seal& seal) {
  const double radius = seal.radiusMm / kMmPerInch * reading.page.dpi;
  const Point centre = inPicture(reading, seal.centre);
  double sum = 0;
  for (const auto& [x, y] : {Point{radius, 0}, Point{-radius, 0}, Point{0, radius}, Point{0, -radius}}) {
    sum += distance(centre, inPicture(reading, {seal.centre.x + x, seal.centre.y + y}));
  }
  return {centre, sum / 4};
}

}  // namespace xiaowu::documents
