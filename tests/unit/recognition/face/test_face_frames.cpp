#include "recognition/face/liveness/FramePairValidator.h"
// What the cameras deliver is late, frozen, of another size, or shows somebody else: nothing of it passes.
#include "FaceAttempt.h"

#include <functional>
#include <tuple>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;
using simulator::personPhoto;
using simulator::Presentation;
using simulator::Scene;

TEST_CASE("nobody, two people and darkness lead to guidance and then to another way, never to a pass") {
  if (!haveModels()) {
    return;
  }
  Scene scene = sceneOf("li-wei");
  auto guidance = FaceGuidance::NoFace;
  SECTION("nobody") {
    scene = sceneOf("");
  }
  SECTION("two") {
    REQUIRE(stage().prepare("wang-fang"));
    scene.second = "wang-fang";
    guidance = FaceGuidance::TwoFaces;
  }
  SECTION("dark") {
    scene.isDark = true;
    guidance = FaceGuidance::TooDark;
  }
  FaceCheck check(engine(), personPhoto("li-wei"),
                  calibrated({.timeLimit = std::chrono::milliseconds{3'000}}));
  CHECK(check.feed(pairOf(scene, 0)).guidance == guidance);
  const auto outcome = runScene(check, scene, kStep);
  CHECK(outcome.kind == FaceOutcomeKind::Unavailable);
  CHECK(outcome.reason == face::errors::kFaceNotSeen);
  CHECK(outcome.scores.framesGood == 0);
}

TEST_CASE("with a near-infrared camera configured there is no pass without it") {
  if (!haveModels()) {
    return;
  }
  const auto scene = sceneOf("li-wei");
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  std::function<drivers::FramePair(int)> deliver;
  std::string reason(drivers::errors::kCameraStalled);
  SECTION("absent, with a reason") {
    deliver = [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir.reset();
      pair.nirReason = drivers::errors::kGone;
      return pair;
    };
    reason = drivers::errors::kGone;
  }
  SECTION("late") {
    deliver = [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir->captured -= std::chrono::milliseconds{40};
      return pair;
    };
  }
  SECTION("the same picture again and again") {
    deliver = [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir->digest = 7;
      return pair;
    };
  }
  SECTION("time running backwards") {
    deliver = [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir->sequence = 1000 - static_cast<std::uint64_t>(tick);
      return pair;
    };
  }
  SECTION("exposures running backwards") {
    deliver = [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir->captured = SteadyTime{} + std::chrono::hours{1} - std::chrono::milliseconds{tick};
      return pair;
    };
    reason = face::errors::kTimeBackwards;
  }
  std::optional<FaceOutcome> outcome;
  for (int tick = 0; tick < 500 && !outcome; tick += kStep) {
    outcome = check.feed(deliver(tick)).outcome;
  }
  REQUIRE(outcome);
  CHECK(outcome->kind == FaceOutcomeKind::Unavailable);
  CHECK(outcome->reason == reason);
}

TEST_CASE("near-infrared frames of another size end the attempt") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  auto pair = pairOf(sceneOf("li-wei"), 0);
  pair.nir->image = Image::of(320, 240, PixelFormat::Grey8, Bytes(320 * 240, 90));
  const auto progress = check.feed(pair);
  REQUIRE(progress.outcome);
  CHECK(progress.outcome->kind == FaceOutcomeKind::Unavailable);
  CHECK(progress.outcome->reason == face::errors::kCalibrationSize);
}

TEST_CASE("visible frames going back in time end the attempt") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  CHECK_FALSE(check.feed(pairOf(sceneOf("li-wei"), 10)).outcome);
  const auto progress = check.feed(pairOf(sceneOf("li-wei"), 5));
  REQUIRE(progress.outcome);
  CHECK(progress.outcome->reason == face::errors::kTimeBackwards);
}

TEST_CASE("a frozen camera proves nothing") {
  if (!haveModels()) {
    return;
  }
  const auto picture = pairOf(sceneOf("li-wei"), 0);
  SECTION("the visible one") {
    FaceCheck check(engine(), personPhoto("li-wei"),
                    calibrated({.timeLimit = std::chrono::milliseconds{3'000}}));
    const auto outcome = runPairs(check, [&](int tick) {
      auto pair = pairOf(sceneOf("li-wei"), tick);
      pair.rgb.image = picture.rgb.image;
      pair.rgb.digest = picture.rgb.digest;
      return pair;
    });
    CHECK(outcome.kind == FaceOutcomeKind::Unavailable);
    CHECK(outcome.scores.framesGood == 1);
  }
  SECTION("the near-infrared one") {
    FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
    const auto outcome = runPairs(check, [&](int tick) {
      auto pair = pairOf(sceneOf("li-wei"), tick);
      pair.nir->image = picture.nir->image;
      pair.nir->digest = picture.nir->digest;
      return pair;
    });
    CHECK(outcome.kind == FaceOutcomeKind::Unavailable);
    CHECK(outcome.reason == drivers::errors::kCameraStalled);
    CHECK(outcome.scores.framesGood == 1);
  }
}

TEST_CASE("the face that is replaced in mid-window is not the face that passes") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  for (int tick = 0; tick < 4 * kStep; tick += kStep) {
    REQUIRE_FALSE(check.feed(pairOf(sceneOf("anna-schmidt"), tick)).outcome);
  }
  // The living one steps aside for the card's owner, or the other way round: nothing of the first four frames
  // counts.
  SECTION("by somebody else, alive") {
    const auto outcome = runScene(check, sceneOf("li-wei"), 4 * kStep);
    CHECK(outcome.kind == FaceOutcomeKind::Passed);
    CHECK(outcome.scores.restarts == 1);
    // Seven, of which the last showed the change, and six more beside it.
    CHECK(outcome.scores.framesGood == 13);
  }
  SECTION("by a print of the card's owner") {
    const auto outcome = runScene(check, sceneOf("li-wei", Presentation::Photo), 4 * kStep);
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
  }
}

TEST_CASE("taking turns before the camera ends the attempt") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  const auto outcome = runPairs(check, [&](int tick) {
    return pairOf(sceneOf(tick / (3 * kStep) % 2 == 0 ? "li-wei" : "anna-schmidt"), tick);
  });
  CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
  CHECK(gate(outcome, "track").reason == "changed");
}

TEST_CASE("a second person who looks in clears the window") {
  if (!haveModels()) {
    return;
  }
  REQUIRE(stage().prepare("wang-fang"));
  auto both = sceneOf("li-wei");
  both.second = "wang-fang";
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  for (int tick = 0; tick < 4 * kStep; tick += kStep) {
    std::ignore = check.feed(pairOf(sceneOf("li-wei"), tick));
  }
  const auto progress = check.feed(pairOf(both, 4 * kStep));
  CHECK(progress.guidance == FaceGuidance::TwoFaces);
  CHECK(progress.good == 0);
}

TEST_CASE("a camera that fails, or a resident who stops, ends the attempt once") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), personPhoto("li-wei"), calibrated());
  std::ignore = check.feed(pairOf(sceneOf("li-wei"), 0));
  CHECK(check.stop(Error{std::string(drivers::errors::kCameraFrozen), Fault::ServiceUnavailable, {}})
            .outcome->reason == drivers::errors::kCameraFrozen);
  CHECK(check.stop(Error{std::string(xiaowu::errors::kCancelled), Fault::Cancelled, {}}).outcome->reason ==
        drivers::errors::kCameraFrozen);
  CHECK(check.feed(pairOf(sceneOf("li-wei"), kStep)).outcome->kind == FaceOutcomeKind::Unavailable);
}
