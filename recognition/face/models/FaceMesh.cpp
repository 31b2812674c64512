#include "recognition/face/models/FaceMesh.h"

#include <cstring>
#include <utility>

namespace xiaowu::face {

FaceMesh::FaceMesh(FaceMesh&& other) noexcept
    : points(std::move(other.points)), presence(std::exchange(other.presence, 0.0F)) {}

FaceMesh& FaceMesh::operator=(const FaceMesh& other) {
  if (this == &other) {
    return *this;
  }
  wipe();
  points = other.points;
  presence = other.presence;
  return *this;
}

FaceMesh& FaceMesh::operator=(FaceMesh&& other) noexcept {
  if (this == &other) {
    return *this;
  }
  wipe();
  points = std::move(other.points);
  presence = std::exchange(other.presence, 0.0F);
  return *this;
}

void FaceMesh::wipe() {
  if (!points.empty()) {
    explicit_bzero(points.data(), points.size() * sizeof(MeshPoint));
  }
  points.clear();
  presence = 0;
}

}  // namespace xiaowu::face
