#pragma once
// 468 points on a face with relative depth (MediaPipe's face mesh). Ids used elsewhere, left and right as
// seen in the picture: eyes 33/133/160/158/153/144 and 362/263/385/387/373/380 (outer, inner or inner, outer
// corner, then the lids), tip of the nose 4, corners of the mouth 61/291, lips 13/14/78/308.

#include <cstddef>
#include <vector>

namespace xiaowu::face {

/// x and y in pixels of the picture searched, which they may leave; z in the same unit, relative to the
/// middle of the head, negative towards the camera.
struct MeshPoint {
  float x = 0;
  float y = 0;
  float z = 0;
};

/// Personal data: overwritten when it dies.
struct FaceMesh {
  static constexpr std::size_t kPoints = 468;

  std::vector<MeshPoint> points;  ///< kPoints of them, or none in an empty mesh
  float presence = 0;             ///< 0…1 that there is a face where the points are; below 0.1 near profile

  FaceMesh() = default;
  FaceMesh(const FaceMesh&) = default;
  FaceMesh(FaceMesh&& other) noexcept;
  FaceMesh& operator=(const FaceMesh& other);
  FaceMesh& operator=(FaceMesh&& other) noexcept;
  ~FaceMesh() { wipe(); }
  void wipe();
  [[nodiscard]] bool empty() const { return points.empty(); }
};

}  // namespace xiaowu::face
