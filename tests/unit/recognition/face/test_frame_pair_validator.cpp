#include "recognition/face/geometry/Calibration.h"
#include "recognition/face/liveness/FramePairValidator.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::face;

namespace {

drivers::Frame frame(int number, int width = 64, int height = 48) {
  const auto step = static_cast<std::uint64_t>(number);
  return {Image::of(width, height, PixelFormat::Grey8, Bytes(static_cast<std::size_t>(width * height), 7)),
          SteadyTime{} + std::chrono::seconds{9} + std::chrono::milliseconds{40} * number, step + 1,
          step * 77 + 5};
}

drivers::FramePair pair(int number) {
  return {frame(number), frame(number), {}};
}

FramePairValidator validator() {
  return FramePairValidator(PairRules{40, 64, 48, 64, 48});
}

}  // namespace

TEST_CASE("new pairs of one moment count") {
  auto rules = validator();
  for (int i = 0; i < 5; ++i) {
    auto next = pair(i);
    next.nir->captured += std::chrono::milliseconds{-39 + 15 * i};
    const auto state = rules.look(next);
    CHECK(state.isFresh);
    CHECK(state.hasNir);
    CHECK(state.reason.empty());
    CHECK(state.gap == Approx(std::abs(-39 + 15 * i)));
  }
}

TEST_CASE("a near-infrared frame that is old, late, missing or damaged does not count") {
  auto rules = validator();
  CHECK(rules.look(pair(0)).hasNir);
  auto next = pair(1);
  std::string reason(drivers::errors::kCameraStalled);
  SECTION("40 ms early") {
    next.nir->captured -= std::chrono::milliseconds{40}, reason = drivers::errors::kCameraStalled;
  }
  SECTION("40 ms late") {
    next.nir->captured += std::chrono::milliseconds{40};
  }
  SECTION("the same picture") {
    next.nir->digest = frame(0).digest;
  }
  SECTION("the same number") {
    next.nir->sequence = frame(0).sequence;
  }
  SECTION("back in time") {
    next.nir->captured = frame(-2).captured, reason = face::errors::kTimeBackwards;
  }
  SECTION("missing, with a reason") {
    next.nir.reset(), next.nirReason = "camera.nir-late", reason = "camera.nir-late";
  }
  SECTION("missing, without one") {
    next.nir.reset();
  }
  SECTION("without pixels") {
    next.nir->image = {}, reason = drivers::errors::kProtocol;
  }
  SECTION("with too few pixels") {
    next.nir->image.pixels = std::make_shared<const Bytes>(Bytes(10));
    reason = drivers::errors::kProtocol;
  }
  const auto state = rules.look(next);
  CHECK(state.isFresh);
  CHECK_FALSE(state.hasNir);
  CHECK(state.reason == reason);
  CHECK(state.broken.empty());
  CHECK(rules.look(pair(4)).hasNir);
}

TEST_CASE("another size than was calibrated ends the attempt") {
  auto rules = validator();
  auto next = pair(0);
  SECTION("near infrared") {
    next.nir = frame(0, 32, 24);
  }
  SECTION("visible") {
    next.rgb = frame(0, 128, 96);
  }
  CHECK(rules.look(next).broken == face::errors::kCalibrationSize);
}

TEST_CASE("a visible frame older than the one before ends the attempt") {
  auto rules = validator();
  CHECK(rules.look(pair(3)).broken.empty());
  CHECK(rules.look(pair(2)).broken == face::errors::kTimeBackwards);
}

TEST_CASE("a frozen visible camera proves nothing, and after two seconds of it the attempt ends") {
  auto rules = validator();
  CHECK(rules.look(pair(0)).isFresh);
  for (int i = 1; i < 50; ++i) {
    auto next = pair(i);
    next.rgb.digest = frame(0).digest;
    const auto state = rules.look(next);
    CHECK_FALSE(state.isFresh);
    CHECK(state.broken.empty());
  }
  auto next = pair(50);
  next.rgb.digest = frame(0).digest;
  CHECK(rules.look(next).broken == face::errors::kStaleFrames);
}

TEST_CASE("standing time is not fresh either") {
  auto rules = validator();
  CHECK(rules.look(pair(0)).isFresh);
  auto next = pair(1);
  next.rgb.captured = frame(0).captured;
  CHECK_FALSE(rules.look(next).isFresh);
}
