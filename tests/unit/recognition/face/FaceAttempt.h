#pragma once
// Attempts of the face check on the simulators' scenes, fed tick by tick.

#include "VisionFixture.h"

#include <stdexcept>
#include <string>
#include <utility>

namespace xiaowu::testing {

inline constexpr int kStep = 5;  // ticks between two looks: 0.2 s, as on a busy machine

/// Feeds the scene until the attempt ends; fails the test if it never does.
inline face::FaceOutcome runScene(face::FaceCheck& check, const simulator::Scene& scene,
                                  std::int64_t firstTick = 0) {
  for (auto tick = firstTick; tick < firstTick + 500; tick += kStep) {
    const auto progress = check.feed(pairOf(scene, tick));
    if (progress.outcome) {
      return *progress.outcome;
    }
  }
  FAIL("the attempt does not end");
  return {};
}

inline face::FaceOutcome attempt(const simulator::Scene& scene, const std::string& photoOf,
                                 face::FaceCheckSettings settings = {}) {
  face::FaceCheck check(engine(), simulator::personPhoto(photoOf), calibrated(std::move(settings)));
  REQUIRE_FALSE(check.outcome());
  const auto outcome = runScene(check, scene);
  INFO(scene.person << " against " << photoOf << ": " << face::outcomeName(outcome.kind) << ' '
                    << outcome.reason << " live " << outcome.scores.liveness << " like "
                    << outcome.scores.similarity << " nir " << outcome.scores.nirShare);
  CHECK(true);
  return outcome;
}

inline const face::GateResult& gate(const face::FaceOutcome& outcome, std::string_view name) {
  for (const auto& result : outcome.gates) {
    if (result.name == name) {
      return result;
    }
  }
  throw std::runtime_error("no gate " + std::string(name));
}

/// Feeds what `deliver` gives for each tick until the attempt ends.
template <typename Deliver>
face::FaceOutcome runPairs(face::FaceCheck& check, Deliver&& deliver) {
  for (int tick = 0; tick < 500; tick += kStep) {
    if (const auto progress = check.feed(deliver(tick)); progress.outcome) {
      return *progress.outcome;
    }
  }
  FAIL("the attempt does not end");
  return {};
}

}  // namespace xiaowu::testing
