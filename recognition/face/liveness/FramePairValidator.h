#pragma once
// Whether a pair of frames is new, of one moment and of the size that was calibrated; checked here again,
// whatever the driver says. A picture seen before proves nothing: a camera that is gone may go on giving its
// last one. Keeps numbers only, never a picture.

#include "drivers/api/Camera.h"

#include <string>
#include <string_view>

namespace xiaowu::face {

namespace errors {
/// A frame is older than the one before it: its times prove nothing.
inline constexpr std::string_view kTimeBackwards = "camera.time-backwards";
/// The site has no near-infrared camera: faces cannot be checked.
inline constexpr std::string_view kNoNir = "face.no-near-infrared";
/// The visible camera shows the same picture again and again.
inline constexpr std::string_view kStaleFrames = "face.stale-frames";
}  // namespace errors

struct PairRules {
  double gapMax = 40;  ///< milliseconds, exclusive
  int rgbWidth = 0;    ///< pixels; 0: any size
  int rgbHeight = 0;
  int nirWidth = 0;
  int nirHeight = 0;
};

struct PairState {
  bool isFresh = false;     ///< a new visible picture
  bool hasNir = false;      ///< with a new near-infrared picture of the same moment
  std::string reason;       ///< why the near-infrared picture does not count
  std::string_view broken;  ///< an error code: no attempt can go on with these cameras
  double gap = 0;           ///< milliseconds between the two
};

class FramePairValidator {
 public:
  explicit FramePairValidator(PairRules rules = {}) : m_rules(rules) {}
  [[nodiscard]] PairState look(const drivers::FramePair& pair);

 private:
  struct Numbers {
    SteadyTime captured;
    std::uint64_t sequence = 0;
    std::uint64_t digest = 0;
    bool isSet = false;
  };
  [[nodiscard]] static bool isNewer(const drivers::Frame& frame, const Numbers& before);
  [[nodiscard]] std::string nirProblem(const drivers::FramePair& pair, PairState& state);

  PairRules m_rules;
  Numbers m_rgb;
  Numbers m_nir;
  int m_stale = 0;  ///< visible frames in a row that were not new
};

}  // namespace xiaowu::face
