#pragma once
// The whole face check against the camera twin: living persons and attacks by kind, as ISO/IEC 30107-3 counts them. Persons are the shared pictures in
// $XIAOWU_SHARED_DATA/faces (measured with, never shipped). The clock is the frames' own, so a presentation takes as long as its computing.

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace xiaowu::bench {

struct FusionRun {
  int presentations = 100;
  std::uint64_t seed = 1;
  std::string look;  ///< a folder for one picture of each presentation (visible | near infrared), to be looked at and deleted; empty: none
};

/// "live", "flat-print", … in the order of the report.
[[nodiscard]] std::vector<std::string> fusionKinds();
/// One kind; kinds can run in processes of their own. {"error": …} when models or pictures are missing or the kind is unknown.
[[nodiscard]] nlohmann::ordered_json fusionOnTwin(const std::string& kind, const FusionRun& run);
/// All kinds one after another.
[[nodiscard]] nlohmann::ordered_json fusionOnTwin(int presentations);

}  // namespace xiaowu::bench
