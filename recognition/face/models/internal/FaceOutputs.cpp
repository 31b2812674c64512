#include "recognition/face/models/internal/FaceOutputs.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>

namespace xiaowu::face {
namespace {

Point meanOf(const std::vector<float>& values, std::size_t first, std::size_t last, const Box& box) {
  Point sum;
  for (std::size_t i = first; i <= last; ++i) {
    sum = {sum.x + values[2 * i], sum.y + values[2 * i + 1]};
  }
  const auto count = static_cast<float>(last - first + 1);
  return {box.x + sum.x / count * box.width, box.y + sum.y / count * box.height};
}

Point meanOf(const FaceMesh& mesh, std::initializer_list<std::size_t> ids) {
  Point sum;
  for (const auto id : ids) {
    sum = {sum.x + mesh.points[id].x, sum.y + mesh.points[id].y};
  }
  const auto count = static_cast<float>(ids.size());
  return {sum.x / count, sum.y / count};
}

}  // namespace

bool allFinite(const ModelNet::Outputs& outputs) {
  return std::all_of(outputs.begin(), outputs.end(), [](const auto& values) {
    return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
  });
}

std::array<Point, 5> fivePoints(const std::vector<float>& landmarks, const Box& box) {
  return {meanOf(landmarks, 36, 41, box), meanOf(landmarks, 42, 47, box), meanOf(landmarks, 30, 30, box),
          meanOf(landmarks, 48, 48, box), meanOf(landmarks, 54, 54, box)};
}

std::array<Point, 5> fivePoints(const FaceMesh& mesh) {
  return {meanOf(mesh, {33, 133, 160, 158, 153, 144}), meanOf(mesh, {362, 263, 385, 387, 373, 380}),
          meanOf(mesh, {4}), meanOf(mesh, {61}), meanOf(mesh, {291})};
}

FaceMesh meshOf(const ModelNet::Outputs& outputs, const TurnedFace& turned) {
  const double step = std::hypot(turned.alongX, turned.alongY);
  FaceMesh mesh;
  mesh.points.reserve(FaceMesh::kPoints);
  for (std::size_t i = 0; i < 3 * FaceMesh::kPoints; i += 3) {
    const double x = outputs[0][i];
    const double y = outputs[0][i + 1];
    mesh.points.push_back({static_cast<float>(turned.left + turned.alongX * x - turned.alongY * y),
                           static_cast<float>(turned.top + turned.alongY * x + turned.alongX * y),
                           static_cast<float>(step * outputs[0][i + 2])});
  }
  mesh.presence = outputs[1][0];
  return mesh;
}

std::optional<float> liveShare(const std::vector<float>& logits, int liveIndex) {
  const float top = *std::max_element(logits.begin(), logits.end());
  const float sum = std::accumulate(logits.begin(), logits.end(), 0.0F, [top](float total, float value) {
    return total + std::exp(value - top);
  });
  const float live = std::exp(logits[static_cast<std::size_t>(liveIndex)] - top) / sum;
  return std::isfinite(live) ? std::optional(live) : std::nullopt;
}

bool makeUnit(std::vector<float>& values) {
  const float norm = std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0F));
  if (!(norm > 1e-6F) || !std::isfinite(norm)) {
    return false;
  }
  for (auto& value : values) {
    value /= norm;
  }
  return true;
}

}  // namespace xiaowu::face
