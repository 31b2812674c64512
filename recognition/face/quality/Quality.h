#pragma once
// All the reasons why a face is not good enough, for tools; the live check asks gateQuality for the first one
// only.

#include "recognition/face/quality/Gates.h"

#include <string>
#include <vector>

namespace xiaowu::face {

/// The names (guidanceName) of every quality gate that is shut for `face`, one of the `faces` found in
/// `image`; empty: good enough. In the gates' order.
[[nodiscard]] std::vector<std::string> qualityReasons(const std::vector<Face>& faces, const Face& face,
                                                      const Image& image, const GateLimits& limits = {});

}  // namespace xiaowu::face
