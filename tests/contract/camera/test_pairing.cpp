#include "drivers/camera/Cameras.h"

#include "tests/support/Catch.h"

#include <deque>

using namespace xiaowu;
using namespace xiaowu::drivers;
using camera::makeCameraPair;
using std::chrono::milliseconds;

namespace {

Image picture(int width = 64, int height = 48) {
  return Image::of(width, height, PixelFormat::Grey8, Bytes(static_cast<std::size_t>(width * height)));
}

/// A camera that delivers what it was told, at the times it was told, without waiting.
class ScriptedCamera final : public Camera {
 public:
  std::deque<Result<Frame>> script;
  Result<DeviceHealth> opening = DeviceHealth{DeviceState::Online, {}};

  ScriptedCamera& at(std::initializer_list<int> times, const Image& image = picture()) {
    for (const int time : times) {
      script.emplace_back(Frame{image, SteadyTime{} + milliseconds{time}, ++m_sequence, m_sequence});
    }
    return *this;
  }
  Result<DeviceHealth> open(const CallContext&) override { return opening; }
  void close() override {}
  DeviceHealth health(const CallContext&) override { return {DeviceState::Online, {}}; }
  Result<Frame> nextFrame(const CallContext&) override {
    if (script.empty()) {
      return fail(xiaowu::errors::kTimedOut, Fault::ServiceUnavailable);
    }
    auto next = script.front();
    script.pop_front();
    return next;
  }

 private:
  std::uint64_t m_sequence = 0;
};

struct Harness {
  std::unique_ptr<ScriptedCamera> rgbOwner = std::make_unique<ScriptedCamera>();
  std::unique_ptr<ScriptedCamera> nirOwner = std::make_unique<ScriptedCamera>();
  ScriptedCamera& rgb = *rgbOwner;
  ScriptedCamera& nir = *nirOwner;
  std::unique_ptr<CameraPair> pair = makeCameraPair(std::move(rgbOwner), std::move(nirOwner));
  CallContext context = CallContext::within(milliseconds{1'000});

  Harness() { std::ignore = pair->open(context); }
  FramePair next() { return pair->nextPair(context).value(); }
};

milliseconds gapOf(const FramePair& pair) {
  return std::chrono::duration_cast<milliseconds>(std::chrono::abs(pair.nir->captured - pair.rgb.captured));
}

}  // namespace

TEST_CASE("frames less than 40 ms apart are a pair, others are not") {
  const auto [rgb, nir, isPair] = GENERATE(table<int, int, bool>(
      {{100, 100, true}, {100, 139, true}, {100, 61, true}, {100, 140, false}, {100, 60, false}}));
  Harness harness;
  harness.rgb.at({rgb});
  harness.nir.at({nir});
  const auto pair = harness.next();
  CHECK(pair.nir.has_value() == isPair);
  CHECK(pair.nirReason == (isPair ? "" : camera::errors::kNirLate));
}

TEST_CASE("a partner that came too early is skipped, one that comes later waits for its frame") {
  Harness harness;
  harness.rgb.at({100, 140, 180, 300});
  harness.nir.at({20, 55, 95, 230, 290});
  CHECK(gapOf(harness.next()) == milliseconds{5});
  CHECK_FALSE(harness.next().nir);
  CHECK_FALSE(harness.next().nir);
  const auto last = harness.next();
  REQUIRE(last.nir);
  CHECK(last.nir->captured == SteadyTime{} + milliseconds{290});
}

TEST_CASE("one near-infrared frame is never the partner of two") {
  Harness harness;
  harness.rgb.at({100, 120});
  harness.nir.at({110});
  CHECK(harness.next().nir);
  CHECK(harness.next().nirReason == camera::errors::kNirLate);
}

TEST_CASE("a near-infrared failure leaves the visible frame, with the reason") {
  Harness harness;
  harness.rgb.at({100, 140});
  harness.nir.script.emplace_back(fail(drivers::errors::kCameraFrozen, Fault::ServiceUnavailable));
  harness.nir.at({141});
  CHECK(harness.next().nirReason == drivers::errors::kCameraFrozen);
  CHECK(harness.next().nir);
}

TEST_CASE("time running backwards is an error, or an absent partner") {
  Harness harness;
  SECTION("visible") {
    harness.rgb.at({100, 60});
    harness.nir.at({100});
    CHECK(harness.next().nir);
    CHECK(harness.pair->nextPair(harness.context).error().code == drivers::errors::kProtocol);
  }
  SECTION("near infrared") {
    harness.rgb.at({100, 140});
    harness.nir.at({100, 50});
    CHECK(harness.next().nir);
    CHECK(harness.next().nirReason == drivers::errors::kProtocol);
  }
}

TEST_CASE("pictures of another shape, or without pixels, are no partners") {
  Harness harness;
  harness.rgb.at({100, 140, 180, 220}, picture(64, 48)).at({260}, Image{});
  harness.nir.at({100}, picture(32, 24))
      .at({140}, picture(48, 64))
      .at({180}, Image{})
      .at({220}, picture(64, 48))
      .at({260});
  CHECK(harness.next().nir);
  CHECK(harness.next().nirReason == camera::errors::kNirShape);
  CHECK(harness.next().nirReason == camera::errors::kNirShape);
  CHECK(harness.next().nir);
  CHECK(harness.next().nirReason == camera::errors::kNirShape);
}

TEST_CASE("a visible failure is the pair's failure") {
  Harness harness;
  harness.rgb.script.emplace_back(fail(drivers::errors::kGone, Fault::ServiceUnavailable));
  CHECK(harness.pair->nextPair(harness.context).error().code == drivers::errors::kGone);
}

TEST_CASE("without a near-infrared camera, or with one that does not open, each pair says so") {
  auto rgb = std::make_unique<ScriptedCamera>();
  rgb->at({100});
  const auto context = CallContext::within(milliseconds{1'000});
  std::unique_ptr<ScriptedCamera> nir;
  std::string reason(camera::errors::kNirNotConfigured);
  SECTION("none") {}
  SECTION("not opening") {
    nir = std::make_unique<ScriptedCamera>();
    nir->at({100});
    nir->opening = fail(drivers::errors::kNotFound, Fault::ServiceUnavailable);
    reason = drivers::errors::kNotFound;
  }
  const bool isConfigured = nir != nullptr;
  const auto pair = makeCameraPair(std::move(rgb), std::move(nir));
  const auto health = pair->open(context).value();
  CHECK(health.state == DeviceState::Online);
  CHECK(health.reason == (isConfigured ? reason : ""));  // a camera that the site never had is no fault
  CHECK(pair->health(context).reason == (isConfigured ? reason : ""));
  const auto next = pair->nextPair(context).value();
  CHECK_FALSE(next.nir);
  CHECK(next.nirReason == reason);
}
