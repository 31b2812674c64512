#include "recognition/face/geometry/internal/FaceShape.h"

#include <cmath>

namespace xiaowu::face {
namespace {

double between(const MeshPoint& a, const MeshPoint& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}
Point middleOf(const MeshPoint& a, const MeshPoint& b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}
Point pointOf(const MeshPoint& p) {
  return {p.x, p.y};
}

/// Two distances between the lids over the distance of the corners (Soukupová and Čech 2016).
double opening(const FaceMesh& mesh, const std::array<std::size_t, 6>& ids) {
  const auto at = [&](std::size_t i) { return mesh.points[ids[i]]; };
  const double width = between(at(0), at(3));
  return width < 1 ? 0 : (between(at(1), at(5)) + between(at(2), at(4))) / (2 * width);
}

}  // namespace

FaceShape faceShape(const FaceMesh& mesh) {
  FaceShape shape;
  if (mesh.points.size() != FaceMesh::kPoints) {
    return shape;
  }
  const auto& p = mesh.points;
  const auto left = middleOf(p[33], p[133]);
  const auto right = middleOf(p[362], p[263]);
  const double dx = right.x - left.x;
  const double dy = right.y - left.y;
  const double distance = std::hypot(dx, dy);
  if (!(distance >= 1)) {
    return shape;
  }
  shape.points = {left, right, pointOf(p[4]), pointOf(p[61]), pointOf(p[291])};
  shape.eyeDistance = distance;
  shape.eyes =
      (opening(mesh, {33, 160, 158, 133, 153, 144}) + opening(mesh, {362, 385, 387, 263, 373, 380})) / 2;
  const double mouthWidth = between(p[78], p[308]);
  shape.mouth = mouthWidth < 1 ? 0 : between(p[13], p[14]) / mouthWidth;
  const auto along = [&](const Point& q) {
    return ((q.x - (left.x + right.x) / 2.0) * dx + (q.y - (left.y + right.y) / 2.0) * dy) /
           (distance * distance);
  };
  const auto below = [&](const Point& q) {
    return ((q.y - (left.y + right.y) / 2.0) * dx - (q.x - (left.x + right.x) / 2.0) * dy) /
           (distance * distance);
  };
  shape.turn = along(pointOf(p[4]));
  const double mouthBelow = below(middleOf(p[61], p[291]));
  shape.nod = mouthBelow > 0.1 ? below(pointOf(p[4])) / mouthBelow : 0;
  return shape;
}

}  // namespace xiaowu::face
