#pragma once
// The verdict over one window of frame pairs, by the rows of FusionTable.h. Pure.

#include "core/base/Clock.h"
#include "recognition/face/geometry/internal/Stereo.h"
#include "recognition/face/liveness/FusionTable.h"

#include <optional>
#include <vector>

namespace xiaowu::face {

/// What one good pair of frames gave. Absent: not measured in this pair, which is not the same as failed.
struct PairSample {
  SteadyTime at;
  double gap = 0;                       ///< milliseconds between the two exposures
  double texture = 0;                   ///< 0…1, the visible-light net's word that this is no picture
  bool hasNirFace = false;              ///< a face in near infrared where calibration expects this one
  std::optional<StereoMeasure> stereo;  ///< only with hasNirFace
  std::optional<double> binding;  ///< likeness of the face in near infrared to the one in visible light, -1…1
  std::optional<double> same;     ///< likeness to the window's first and to its last face, the smaller
  std::optional<double> likeness;  ///< to the reference photo
};

struct Fused {
  Verdict verdict = Verdict::Attack;
  double certainty = 0;  ///< 0…1: weighted share of the way from each limit to where it leaves no doubt
  double likeness = -1;  ///< middle over the pairs that passed by themselves; -1 with fewer than two of them
  std::vector<GateResult> gates;
};

/// `baseline` in millimetres. An empty window is an attack: nothing has been shown.
[[nodiscard]] Fused fuse(const std::vector<PairSample>& window, const FusionLimits& limits, double baseline);

}  // namespace xiaowu::face
