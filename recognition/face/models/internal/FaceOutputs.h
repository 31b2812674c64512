#pragma once
// From the other nets' numbers to points, vectors and probabilities. Shapes are
// as checkModel has seen them at start.

#include "recognition/face/models/internal/ModelNet.h"

#include <array>
#include <optional>
#include <vector>

namespace xiaowu::face {

inline constexpr std::size_t kLandmarkValues = 136;  ///< 68 points, the order of the iBUG annotation

[[nodiscard]] bool allFinite(const ModelNet::Outputs& outputs);

/// The five points of a Face from a landmark net's output, whose coordinates are shares of the box.
[[nodiscard]] std::array<Point, 5> fivePoints(const std::vector<float>& landmarks, const Box& box);
/// The same five from a mesh.
[[nodiscard]] std::array<Point, 5> fivePoints(const FaceMesh& mesh);

/// The mesh in the picture's pixels.
[[nodiscard]] FaceMesh meshOf(const ModelNet::Outputs& outputs, const TurnedFace& turned);

/// The live class's share of the softmax; nothing when it is not finite.
[[nodiscard]] std::optional<float> liveShare(const std::vector<float>& logits, int liveIndex);

/// Makes the vector's length 1; false when it has none or holds numbers that are not finite.
[[nodiscard]] bool makeUnit(std::vector<float>& values);

}  // namespace xiaowu::face
