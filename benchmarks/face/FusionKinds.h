#pragma once
// The kinds of presentations that fusion_on_simulator shows to the face check, each varied by dice.

#include "drivers/camera/simulator/Stage.h"

#include <cstdint>
#include <random>
#include <vector>

namespace xiaowu::bench {

/// A new look comes every second frame, 80 ms: a machine that has other work.
inline constexpr int kTicksPerLook = 2;

/// Numbers that are the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : m_engine(seed) {}
  double between(double least, double most) {
    return least + (most - least) * static_cast<double>(m_engine() >> 11) * 0x1.0p-53;
  }
  int below(int count) { return static_cast<int>(m_engine() % static_cast<std::uint64_t>(count)); }
  bool coin() { return below(2) == 0; }

 private:
  std::mt19937_64 m_engine;  // its numbers are the standard's, unlike those of the distributions
};

/// What is shown at a tick, and what then happens to the pair on its way.
struct Show {
  simulator::Scene first;
  simulator::Scene later;  ///< from swapTick on
  std::int64_t swapTick = INT64_MAX;
  bool freezesRgb = false;
  bool freezesNir = false;
  int nirLoss = 0;    ///< 0 none, 1 absent, 2 too late, 3 another size
  bool acts = false;  ///< a living person does what is asked
};

struct Kind {
  const char* name;
  bool isAttack;
  bool isFilmed;             ///< takes its pictures from the printed ones
  Show (*make)(Dice& dice);  ///< persons are called "owner" (of the card) and "other"
};

/// In the order of the report.
[[nodiscard]] const std::vector<Kind>& presentationKinds();

}  // namespace xiaowu::bench
