#include "recognition/face/liveness/internal/FaceTrack.h"

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

constexpr float kPresenceMin = 0.5F;
/// Between two pictures that are looked at (40 … 250 ms apart), in face widths and as a ratio of widths. A
/// head that sways moves a tenth of this.
constexpr double kStepMax = 0.5;
constexpr double kGrowthMax = 1.35;
/// What the mesh may do without the detector being asked.
constexpr double kCarryStepMax = 0.2;
constexpr double kCarryGrowthMax = 1.12;

struct Change {
  double x = 0;  ///< pixels
  double y = 0;
  double growth = 1;
};

Point middleOf(const FaceShape& shape) {
  Point middle;
  for (const auto& point : shape.points) {
    middle = {middle.x + point.x / 5, middle.y + point.y / 5};
  }
  return middle;
}

/// Size by all five points: the eye distance alone shrinks when the head turns.
double spreadOf(const FaceShape& shape) {
  const auto middle = middleOf(shape);
  double sum = 0;
  for (const auto& point : shape.points) {
    sum += std::hypot(point.x - middle.x, point.y - middle.y);
  }
  return std::max(sum, 1e-3);
}

Change changeOf(const FaceShape& from, const FaceShape& to) {
  const auto a = middleOf(from);
  const auto b = middleOf(to);
  return {b.x - a.x, b.y - a.y, spreadOf(to) / spreadOf(from)};
}

bool isWithin(const Change& change, const Box& box, double stepMax, double growthMax) {
  return std::hypot(change.x, change.y) <= stepMax * box.width &&
         std::max(change.growth, 1 / change.growth) <= growthMax;
}

Box moved(const Box& box, const Change& change, const Image& image) {
  const double width = std::clamp(box.width * change.growth, 1.0, static_cast<double>(image.width));
  const double height = std::clamp(box.height * change.growth, 1.0, static_cast<double>(image.height));
  const double x = box.x + box.width / 2 + change.x - width / 2;
  const double y = box.y + box.height / 2 + change.y - height / 2;
  return {static_cast<float>(std::clamp(x, 0.0, image.width - width)),
          static_cast<float>(std::clamp(y, 0.0, image.height - height)), static_cast<float>(width),
          static_cast<float>(height)};
}

double distance(const Box& a, const Box& b) {
  return std::hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}

}  // namespace

void FaceTrack::lose() {
  m_isHeld = false;
  m_isContinuous = false;
  m_faces.clear();
  m_face = {};
  m_mesh.wipe();
  m_shape = {};
}

Result<bool> FaceTrack::look(const Image& image, bool mustDetect, const std::optional<Box>& expected) {
  if (m_isHeld && !mustDetect && m_sinceDetection + 1 < m_detectEvery) {
    const auto carried = carryOn(image);
    if (!carried || *carried) {
      return carried;
    }
  }
  return detect(image, expected);
}

/// Only the mesh looks, around where the face was. Anything unusual is the detector's to judge.
Result<bool> FaceTrack::carryOn(const Image& image) {
  auto mesh = m_engine.mesh(image, m_face);
  if (!mesh) {
    return fail(mesh.error());
  }
  const auto shape = faceShape(*mesh);
  if (mesh->presence < kPresenceMin || shape.eyeDistance < 1) {
    return false;
  }
  const auto change = changeOf(m_shape, shape);
  if (!isWithin(change, m_face.box, kCarryStepMax, kCarryGrowthMax)) {
    return false;
  }
  ++m_sinceDetection;
  take({moved(m_face.box, change, image), m_face.score, shape.points}, std::move(*mesh), shape);
  m_faces = {m_face};
  return true;
}

Result<bool> FaceTrack::detect(const Image& image, const std::optional<Box>& expected) {
  auto faces = m_engine.detect(image);
  if (!faces) {
    return fail(faces.error());
  }
  if (faces->empty()) {
    lose();
    return false;
  }
  auto chosen = faces->begin();
  if (expected) {
    chosen = std::min_element(faces->begin(), faces->end(), [&](const Face& a, const Face& b) {
      return distance(a.box, *expected) < distance(b.box, *expected);
    });
  }
  auto mesh = m_engine.mesh(image, *chosen);
  if (!mesh) {
    return fail(mesh.error());
  }
  const auto shape = faceShape(*mesh);
  if (mesh->presence < kPresenceMin || shape.eyeDistance < 1) {
    // A face to the detector but none to the mesh: turned away, covered, or no face at all. Quality can be
    // told, nothing can be measured.
    const auto seen = *faces;
    lose();
    m_faces = seen;
    return false;
  }
  m_sinceDetection = 0;
  auto face = *chosen;
  face.points = shape.points;
  *chosen = face;
  m_faces = std::move(*faces);
  take(face, std::move(*mesh), shape);
  return true;
}

void FaceTrack::take(Face face, FaceMesh mesh, const FaceShape& shape) {
  m_isContinuous = m_isHeld && isWithin(changeOf(m_shape, shape), m_face.box, kStepMax, kGrowthMax);
  m_isHeld = true;
  m_face = face;
  m_mesh = std::move(mesh);
  m_shape = shape;
}

}  // namespace xiaowu::face
