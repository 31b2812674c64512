#pragma once
// What the 468 points say about eyes, mouth and pose. Plain geometry; left and right are the picture's unless
// said otherwise.

#include "recognition/face/models/FaceEngine.h"

#include <array>

namespace xiaowu::face {

struct FaceShape {
  /// As Face::points: middles of the eyes, tip of the nose, corners of the mouth.
  std::array<Point, 5> points{};
  double eyeDistance = 0;  ///< pixels
  double eyes = 0;         ///< opening of the eyes over their width, mean of both
  double mouth = 0;        ///< gap of the inner lips over the mouth's inner width
  /// Nose off the middle of the eyes along their line, eye distances; positive to the picture's right, the
  /// resident's left.
  double turn = 0;
  double nod = 0;  ///< nose below the eyes as a share of the mouth below the eyes
};

/// All zero for a mesh without its 468 points or with both eyes in one place.
[[nodiscard]] FaceShape faceShape(const FaceMesh& mesh);

}  // namespace xiaowu::face
