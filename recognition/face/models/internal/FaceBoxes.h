#pragma once
// From a detector's numbers to faces.

#include "recognition/face/models/internal/ModelNet.h"

#include <vector>

namespace xiaowu::face {

/// Whether the outputs have the shapes that the card's layout needs; facesOf indexes them without further
/// checks.
[[nodiscard]] bool boxesFit(const ModelCard& card, const ModelNet::Outputs& outputs);

/// Faces of at least `threshold` in a picture of this size, largest first, overlapping ones joined; at most
/// FaceEngine::kMaxFaces. `hasPoints` of the layout says whether the five points are set.
[[nodiscard]] std::vector<Face> facesOf(const ModelNet::Outputs& outputs, const ModelCard& card, int width,
                                        int height, double threshold);

[[nodiscard]] inline bool hasPoints(const ModelCard& card) {
  return card.layout == Layout::YuNet;
}

}  // namespace xiaowu::face
