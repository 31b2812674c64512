#include "recognition/face/quality/Quality.h"

#include "core/domain/FaceGuidance.h"

#include <algorithm>

namespace xiaowu::face {

std::vector<std::string> qualityReasons(const std::vector<Face>& faces, const Face& face, const Image& image,
                                        const GateLimits& limits) {
  std::vector<std::string> reasons;
  const auto note = [&reasons](const Gate& gate) {
    const std::string name(guidanceName(gate.guidance));
    if (!gate.open && std::find(reasons.begin(), reasons.end(), name) == reasons.end()) {
      reasons.push_back(name);
    }
  };
  note(gateOneFace(faces, limits));
  for (const auto gate : {gateSize, gateInside, gateBrightness, gateForward, gateMask, gateSharpness}) {
    note(gate(face, image, limits));
  }
  return reasons;
}

}  // namespace xiaowu::face
