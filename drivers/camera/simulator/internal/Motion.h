#pragma once
// How somebody, or something held by hand, moves before the camera. Pure functions of the time: both cameras
// see the same moment.

#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Stage.h"

namespace xiaowu::simulator {

struct Posture {
  double yaw = 0;  ///< degrees, as Rotation::of
  double pitch = 0;
  double roll = 0;
  Vector3 sway;      ///< millimetres from the place at rest
  double blink = 0;  ///< 0 open … 1 closed
  double mouth = 0;  ///< 0 closed … 1 wide open
};

/// A living person at this tick: sway, breath, small turns of the head, a blink now and then, and the
/// act that was asked for.
[[nodiscard]] Posture postureOf(const Scene& scene, std::int64_t tick);
/// A sheet or a telephone held up at this tick.
[[nodiscard]] Posture handOf(const Scene& scene, std::int64_t tick);

}  // namespace xiaowu::simulator
