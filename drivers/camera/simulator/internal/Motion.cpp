#include "drivers/camera/simulator/internal/Motion.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace xiaowu::simulator {
namespace {

constexpr double kFramesPerSecond = 25;
constexpr double kTurn = 30;         // degrees, of a head that was asked to turn
constexpr double kBlinkEvery = 4.3;  // seconds
constexpr double kBlinkTime = 0.24;
constexpr double kAskedBlinkTime = 0.4;  // somebody who was asked to blink does it well
constexpr double kActTime = 1.8;         // of a turn or an open mouth: there, hold, back

double secondsOf(std::int64_t ticks) {
  return static_cast<double>(ticks) / kFramesPerSecond;
}

/// 0 → 1 → 0 over `length` seconds, with eased ends that take `ease` each.
double there(double time, double length, double ease) {
  if (time <= 0 || time >= length) {
    return 0;
  }
  const double share = std::min({time / ease, (length - time) / ease, 1.0});
  return 0.5 - 0.5 * std::cos(std::numbers::pi * share);
}

double phaseOf(const Variation& variation, double step) {
  return std::fmod(variation.seed * 0.618033988749895 * step, 1.0) * 2 * std::numbers::pi;
}

/// About the place that the variation gives, by so many degrees and millimetres of the usual motion.
Posture swung(const Variation& variation, double yaw, double pitch, double roll, const Vector3& sway) {
  const double much = variation.motion;
  Posture posture;
  posture.yaw = variation.yaw + much * yaw;
  posture.pitch = variation.pitch + much * pitch;
  posture.roll = variation.roll + much * roll;
  posture.sway = sway * much;
  return posture;
}

void addAct(Posture& posture, const Scene& scene, std::int64_t tick) {
  const double time = secondsOf(tick - scene.actTick);
  switch (scene.act) {
    case Act::None: return;
    case Act::Blink: posture.blink = std::max(posture.blink, there(time, kAskedBlinkTime, 0.12)); return;
    case Act::OpenMouth: posture.mouth = there(time, kActTime, 0.4); return;
    case Act::TurnLeft: posture.yaw += kTurn * there(time, kActTime, 0.6); return;
    case Act::TurnRight: posture.yaw -= kTurn * there(time, kActTime, 0.6); return;
  }
}

}  // namespace

Posture postureOf(const Scene& scene, std::int64_t tick) {
  const auto& variation = scene.variation;
  const double time = secondsOf(tick);
  const double a = phaseOf(variation, 1);
  const double b = phaseOf(variation, 2.7);
  const Vector3 sway{4 * std::sin(1.1 * time + a) + 1.5 * std::sin(2.7 * time),
                     2.4 * std::sin(0.9 * time + 3 * a) + 1.2 * std::sin(2.3 * time),
                     6 * std::sin(2.03 * time + b)};
  auto posture = swung(variation, 2.2 * std::sin(0.83 * time + b) + 0.6 * std::sin(2.9 * time + a),
                       1.5 * std::sin(1.07 * time + 2 * a), 1.4 * std::sin(1.46 * time + a), sway);
  posture.blink = there(std::fmod(time + kBlinkEvery * (0.5 + a / 7), kBlinkEvery), kBlinkTime, 0.1);
  addAct(posture, scene, tick);
  return posture;
}

Posture handOf(const Scene& scene, std::int64_t tick) {
  const auto& variation = scene.variation;
  const double time = secondsOf(tick);
  const double a = phaseOf(variation, 1);
  const double b = phaseOf(variation, 2.7);
  return swung(
      variation, 4 * std::sin(1.3 * time + a), 3 * std::sin(0.9 * time + b), 1.5 * std::sin(1.7 * time + a),
      {6 * std::sin(1.9 * time + b), 4 * std::sin(2.6 * time + 1 + a), 9 * std::sin(1.2 * time + a)});
}

}  // namespace xiaowu::simulator
