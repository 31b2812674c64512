#pragma once
// The whole face check against the camera simulator: living persons and attacks by kind, as ISO/IEC 30107-3
// counts them. Persons are the shared pictures in $XIAOWU_SHARED_DATA/faces (measured with, never shipped).
// The clock is the frames' own, so a presentation takes as long as its computing.

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::bench {

struct FusionRun {
  int presentations = 10;  ///< of each kind
  std::uint64_t seed = 1;
  /// A folder for one picture of each presentation (visible | near infrared), to be looked at and deleted;
  /// empty: none.
  std::string look{};
  std::string details{};    ///< a file that gets one line of JSON after each presentation; empty: none
  bool asksAlways = false;  ///< the site's policy: everybody is asked for a small action
};

/// "live", "flat-print", … in the order of the report.
[[nodiscard]] std::vector<std::string> fusionKinds();
/// The "error" of a kind when there is no folder of shared pictures.
inline constexpr std::string_view kNoSharedData = "no shared data";
/// One kind after another; kinds can run in processes of their own. A kind has "error" when models or
/// pictures are missing or it is unknown.
[[nodiscard]] nlohmann::ordered_json fusionOnSimulator(const std::vector<std::string>& kinds,
                                                       const FusionRun& run);
/// --presentations N, --seed S, --look FOLDER, --details FILE, --challenge always: whether it was one of
/// these, with a value that makes sense.
[[nodiscard]] bool takeOption(FusionRun& run, std::string_view option, const std::string& value);

}  // namespace xiaowu::bench
