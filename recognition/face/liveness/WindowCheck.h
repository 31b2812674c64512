#pragma once
// The passive verdict over recorded pairs of pictures, for tools: the same observer, window and fusion as the
// kiosk's FaceCheck, without a photo to compare and without a challenge.

#include "drivers/api/Camera.h"
#include "recognition/face/geometry/Calibration.h"
#include "recognition/face/liveness/FusionTable.h"
#include "recognition/face/models/FaceEngine.h"

#include <functional>
#include <vector>

namespace xiaowu::face {

struct WindowVerdict {
  Verdict verdict = Verdict::Attack;
  double certainty = 0;  ///< 0…1, of the fusion
  std::vector<GateResult> gates;
};

/// Reads one pair by its index, 0 … .
using PairSource = std::function<Result<drivers::FramePair>(std::size_t index)>;

/// Reads up to `count` pairs until `good` of them in a row make a window. The first failure of the source or
/// of a net is returned; so is the code of cameras that cannot be used; errors::kFaceNotSeen without a full
/// window.
[[nodiscard]] Result<WindowVerdict> checkWindow(FaceEngine& engine, const Calibration& calibration,
                                                std::size_t count, std::size_t good,
                                                const PairSource& source);

}  // namespace xiaowu::face
