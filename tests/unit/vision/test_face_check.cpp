#include "VisionFixture.h"

#include "app/vision/ModelCard.h"
#include "drivers/api/PhotoDecoder.h"

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::vision;
using virtualdevices::personPhoto;
using virtualdevices::Presentation;
using virtualdevices::Scene;

namespace {

constexpr int kStep = 5;  // ticks between two looks: 0.2 s, as on a busy machine

/// Feeds the scene until the attempt ends; fails the test if it never does.
FaceOutcome runScene(FaceCheck& check, const Scene& scene, std::int64_t firstTick = 0) {
  for (auto tick = firstTick; tick < firstTick + 500; tick += kStep) {
    const auto progress = check.feed(pairOf(scene, tick));
    if (progress.outcome) return *progress.outcome;
  }
  FAIL("the attempt does not end");
  return {};
}

FaceOutcome attempt(const Scene& scene, const std::string& photoOf, FaceCheckSettings settings = {}) {
  FaceCheck check(engine(), personPhoto(photoOf), settings);
  REQUIRE_FALSE(check.outcome());
  const auto outcome = runScene(check, scene);
  INFO(scene.person << " against " << photoOf << ": " << outcomeName(outcome.kind) << ' ' << outcome.reason << " live " << outcome.scores.liveness
                    << " like " << outcome.scores.similarity << " nir " << outcome.scores.nirShare);
  CHECK(true);
  return outcome;
}

}  // namespace

TEST_CASE("everybody passes against his own photo") {
  if (!haveModels()) return;
  for (const auto* person : {"li-wei", "wang-fang", "chen-guiying", "anna-schmidt", "james-miller", "lin-zhiming"}) {
    const auto outcome = attempt(sceneOf(person), person);
    INFO(person << " live " << outcome.scores.liveness << " like " << outcome.scores.similarity);
    CHECK(outcome.kind == FaceOutcomeKind::Passed);
    CHECK(outcome.scores.framesGood == 7);
    CHECK(outcome.scores.nirShare == 1);
  }
}

TEST_CASE("nobody passes against somebody else's photo") {
  if (!haveModels()) return;
  CHECK(attempt(sceneOf("li-wei"), "lin-zhiming").kind == FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("wang-fang"), "chen-guiying").kind == FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("anna-schmidt"), "wang-fang").kind == FaceOutcomeKind::NotMatched);
}

TEST_CASE("a printed photo, a telephone and a mask do not pass") {
  if (!haveModels()) return;
  for (const auto* person : {"li-wei", "chen-guiying", "james-miller"}) {
    const auto print = attempt(sceneOf(person, Presentation::Photo), person);
    CHECK(print.kind == FaceOutcomeKind::NotAlive);
    CHECK(print.scores.liveness < 0.2);
    const auto screen = attempt(sceneOf(person, Presentation::Screen), person);
    CHECK(screen.kind == FaceOutcomeKind::NotAlive);
    CHECK(screen.scores.nirShare < 0.2);
    CHECK(attempt(sceneOf(person, Presentation::Mask), person).kind != FaceOutcomeKind::Passed);
  }
}

TEST_CASE("a telephone whose picture fools the visible net is still caught in near infrared") {
  if (!haveModels()) return;
  // Visible light sees the person himself, near infrared what a telephone in his place would show.
  FaceCheck check(engine(), personPhoto("anna-schmidt"));
  std::optional<FaceOutcome> outcome;
  for (int tick = 0; tick < 500 && !outcome; tick += kStep) {
    auto pair = pairOf(sceneOf("anna-schmidt"), tick);
    pair.nir = pairOf(sceneOf("anna-schmidt", Presentation::Screen), tick).nir;
    outcome = check.feed(pair).outcome;
  }
  REQUIRE(outcome);
  CHECK(outcome->kind == FaceOutcomeKind::NotAlive);
  CHECK(outcome->scores.liveness > 0.5);
  CHECK(outcome->scores.nirShare == 0);
}

TEST_CASE("nobody, two people and darkness lead to guidance and then to another way, never to a pass") {
  if (!haveModels()) return;
  Scene scene = sceneOf("li-wei");
  auto guidance = FaceGuidance::NoFace;
  SECTION("nobody") { scene = sceneOf(""); }
  SECTION("two") {
    REQUIRE(stage().prepare("wang-fang"));
    scene.second = "wang-fang";
    guidance = FaceGuidance::TwoFaces;
  }
  SECTION("dark") {
    scene.isDark = true;
    guidance = FaceGuidance::TooDark;
  }
  FaceCheck check(engine(), personPhoto("li-wei"), {.timeLimit = std::chrono::milliseconds{3'000}});
  CHECK(check.feed(pairOf(scene, 0)).guidance == guidance);
  const auto outcome = runScene(check, scene, kStep);
  CHECK(outcome.kind == FaceOutcomeKind::Unavailable);
  CHECK(outcome.reason == vision::errors::kFaceNotSeen);
  CHECK(outcome.scores.framesGood == 0);
}

TEST_CASE("with a near-infrared camera configured there is no pass without it") {
  if (!haveModels()) return;
  const auto scene = sceneOf("li-wei");
  FaceCheck check(engine(), personPhoto("li-wei"));
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
  std::optional<FaceOutcome> outcome;
  for (int tick = 0; tick < 500 && !outcome; tick += kStep) outcome = check.feed(deliver(tick)).outcome;
  REQUIRE(outcome);
  CHECK(outcome->kind == FaceOutcomeKind::Unavailable);
  CHECK(outcome->reason == reason);
}

TEST_CASE("a site without a near-infrared camera passes on visible light") {
  if (!haveModels()) return;
  FaceCheck check(engine(), personPhoto("li-wei"), {.nirConfigured = false});
  std::optional<FaceOutcome> outcome;
  for (int tick = 0; tick < 500 && !outcome; tick += kStep) {
    auto pair = pairOf(sceneOf("li-wei"), tick);
    pair.nir.reset();
    outcome = check.feed(pair).outcome;
  }
  REQUIRE(outcome);
  CHECK(outcome->kind == FaceOutcomeKind::Passed);
}

TEST_CASE("a frozen camera proves nothing") {
  if (!haveModels()) return;
  FaceCheck check(engine(), personPhoto("li-wei"), {.nirConfigured = false, .timeLimit = std::chrono::milliseconds{3'000}});
  const auto picture = pairOf(sceneOf("li-wei"), 0);
  std::optional<FaceOutcome> outcome;
  for (int tick = 0; tick < 500 && !outcome; tick += kStep) {
    auto pair = picture;
    pair.rgb.sequence += static_cast<std::uint64_t>(tick);
    pair.rgb.captured += std::chrono::milliseconds{40} * tick;
    outcome = check.feed(pair).outcome;
  }
  REQUIRE(outcome);
  CHECK(outcome->kind == FaceOutcomeKind::Unavailable);
  CHECK(outcome->scores.framesGood == 1);
}

TEST_CASE("somebody else stepping in starts the window anew") {
  if (!haveModels()) return;
  FaceCheck check(engine(), personPhoto("li-wei"));
  for (int tick = 0; tick < 4 * kStep; tick += kStep) REQUIRE_FALSE(check.feed(pairOf(sceneOf("li-wei"), tick)).outcome);
  const auto changed = check.feed(pairOf(sceneOf("anna-schmidt"), 4 * kStep));
  CHECK(changed.good == 1);
  const auto outcome = runScene(check, sceneOf("anna-schmidt"), 5 * kStep);
  CHECK(outcome.kind == FaceOutcomeKind::NotMatched);
  CHECK(outcome.scores.restarts == 1);
}

TEST_CASE("without a usable reference photo the attempt ends before it begins, with the reason") {
  if (!haveModels()) return;
  SECTION("not decodable") {
    FaceCheck check(engine(), fail(drivers::errors::kPhotoNotDecodable, Fault::ServiceUnavailable));
    REQUIRE(check.outcome());
    CHECK(check.outcome()->kind == FaceOutcomeKind::Unavailable);
    CHECK(check.outcome()->reason == drivers::errors::kPhotoNotDecodable);
    const auto progress = check.feed(pairOf(sceneOf("li-wei"), 0));
    REQUIRE(progress.outcome);
    CHECK(progress.outcome->scores.framesSeen == 0);
  }
  SECTION("no face in it") {
    FaceCheck check(engine(), Image::of(102, 126, PixelFormat::Bgr8, Bytes(102 * 126 * 3, 200)));
    REQUIRE(check.outcome());
    CHECK(check.outcome()->reason == vision::errors::kReferenceUnusable);
  }
  SECTION("no picture at all") {
    FaceCheck check(engine(), Image{});
    REQUIRE(check.outcome());
    CHECK(check.outcome()->reason == vision::errors::kPicture);
  }
}

TEST_CASE("a camera that fails, or a resident who stops, ends the attempt once") {
  if (!haveModels()) return;
  FaceCheck check(engine(), personPhoto("li-wei"));
  std::ignore = check.feed(pairOf(sceneOf("li-wei"), 0));
  CHECK(check.stop(Error{std::string(drivers::errors::kCameraFrozen), Fault::ServiceUnavailable, {}}).outcome->reason == drivers::errors::kCameraFrozen);
  CHECK(check.stop(Error{std::string(xiaowu::errors::kCancelled), Fault::Cancelled, {}}).outcome->reason == drivers::errors::kCameraFrozen);
  CHECK(check.feed(pairOf(sceneOf("li-wei"), kStep)).outcome->kind == FaceOutcomeKind::Unavailable);
}

TEST_CASE("a site can only make the limits stricter") {
  if (!haveModels()) return;
  CHECK(attempt(sceneOf("li-wei"), "li-wei", {.similarityMin = 0.99}).kind == FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("li-wei"), "anna-schmidt", {.similarityMin = 0.0001}).kind == FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("li-wei", Presentation::Photo), "li-wei", {.livenessMin = 1e-9}).kind == FaceOutcomeKind::NotAlive);
  FaceCheck short_(engine(), personPhoto("li-wei"), {.goodFrames = 1});
  CHECK(short_.feed(pairOf(sceneOf("li-wei"), 0)).needed == 5);
}
