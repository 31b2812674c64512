#include "app/devices/DeviceSet.h"

#include "tests/support/OneDevice.h"

#include "tests/support/Catch.h"

#include <condition_variable>

using namespace xiaowu;
using namespace xiaowu::devices;
using drivers::DeviceHealth;
using drivers::DeviceState;

namespace {

/// What the test sees and decides; outlives the device.
struct Fixture {
  std::mutex mutex;
  std::condition_variable changed;
  bool present = true;
  std::vector<DeviceHealth> healths;

  void tell(const DeviceHealth& health) {
    const std::lock_guard lock(mutex);
    healths.push_back(health);
    changed.notify_all();
  }
  DeviceSet::HealthChanged listener() {
    return [this](const std::string&, const DeviceHealth& health) { tell(health); };
  }
  void setPresent(bool is) {
    const std::lock_guard lock(mutex);
    present = is;
  }
  bool waitFor(const std::function<bool()>& condition) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds{10}, condition);
  }
};

class FakeDevice final : public drivers::Device {
 public:
  explicit FakeDevice(Fixture& fixture) : m_panel(fixture) {}
  Result<DeviceHealth> open(const CallContext&) override {
    const std::lock_guard lock(m_panel.mutex);
    if (!m_panel.present) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable);
    }
    return DeviceHealth{DeviceState::Online, ""};
  }
  void close() override {}
  Fixture& fixture() { return m_panel; }
  DeviceHealth health(const CallContext&) override {
    const std::lock_guard lock(m_panel.mutex);
    return m_panel.present ? DeviceHealth{DeviceState::Online, ""}
                           : DeviceHealth{DeviceState::NoDevice, "device.gone"};
  }

 private:
  Fixture& m_panel;
};

Supervision quick() {
  using std::chrono::milliseconds;
  return {milliseconds{1000}, milliseconds{5}, milliseconds{1000}, milliseconds{1}, milliseconds{10}};
}

std::function<Result<int>(FakeDevice&, const CallContext&)> answering(int value) {
  return [value](FakeDevice&, const CallContext&) -> Result<int> { return value; };
}

/// Waits until the caller loses interest, as a driver that waits for a card does.
Result<int> waitForStop(FakeDevice&, const CallContext& context) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_until(lock, context.stop, context.deadline, [] { return false; });
  return context.cancelled() ? Result<int>(fail(errors::kCancelled, Fault::Cancelled))
                             : Result<int>(fail(errors::kTimedOut, Fault::ResidentCanFix));
}

}  // namespace

TEST_CASE("calls run in order on the device's thread and end once") {
  Fixture fixture;
  const DeviceSet set(testing::oneDevice("fake", std::make_unique<FakeDevice>(fixture)), fixture.listener(),
                      quick());
  const auto device = set.pool<FakeDevice>("fake");
  auto first = device.call<int>(std::chrono::seconds{5}, {}, answering(1));
  auto second = device.call<int>(std::chrono::seconds{5}, {}, answering(2));
  CHECK(first.result().value() == 1);
  CHECK(second.result().value() == 2);
}

TEST_CASE("a lost device is told, opened again and told again") {
  Fixture fixture;
  const DeviceSet set(testing::oneDevice("fake", std::make_unique<FakeDevice>(fixture)), fixture.listener(),
                      quick());
  const auto device = set.pool<FakeDevice>("fake");
  REQUIRE(fixture.waitFor([&] { return fixture.healths.size() == 1; }));
  fixture.setPresent(false);
  REQUIRE(fixture.waitFor([&] { return fixture.healths.back().state == DeviceState::NoDevice; }));
  REQUIRE_FALSE(device.call<int>(std::chrono::seconds{5}, {}, answering(1)).result());
  fixture.setPresent(true);
  REQUIRE(fixture.waitFor([&] { return fixture.healths.back().state == DeviceState::Online; }));
  CHECK(device.call<int>(std::chrono::seconds{5}, {}, answering(3)).result().value() == 3);
}

TEST_CASE("a call is stopped by its caller, by its deadline and by the end of the house") {
  Fixture fixture;
  auto set = std::make_unique<DeviceSet>(testing::oneDevice("fake", std::make_unique<FakeDevice>(fixture)),
                                         fixture.listener(), quick());
  const auto device = set->pool<FakeDevice>("fake");
  std::stop_source source;
  auto stopped = device.call<int>(std::chrono::seconds{60}, source.get_token(), waitForStop);
  source.request_stop();
  CHECK(stopped.result().error().code == errors::kCancelled);
  CHECK(device.call<int>(std::chrono::milliseconds{1}, {}, waitForStop).result().error().code ==
        errors::kTimedOut);
  auto running = device.call<int>(std::chrono::seconds{60}, {}, waitForStop);
  auto waiting = device.call<int>(std::chrono::seconds{60}, {}, answering(1));
  set.reset();
  CHECK(running.result().error().code == errors::kCancelled);
  CHECK(waiting.result().error().code == errors::kCancelled);
}

TEST_CASE("of two devices that meet a need the first that is ready is called; of none, the site has none") {
  Fixture first;
  Fixture second;
  auto both = testing::oneDevice("first", std::make_unique<FakeDevice>(first));
  both.push_back({{"second", "fake", {"fake"}, false}, std::make_unique<FakeDevice>(second)});
  both[0].instance.serves = {"fake"};
  const DeviceSet set(
      std::move(both),
      [&](const std::string& id, const DeviceHealth& health) {
        (id == "first" ? first : second).tell(health);
      },
      quick());
  const auto pool = set.pool<FakeDevice>("fake");
  const auto name = [&] {
    return pool
        .call<Fixture*>(
            std::chrono::seconds{5}, {},
            [](FakeDevice& device, const CallContext&) -> Result<Fixture*> { return &device.fixture(); })
        .result();
  };
  REQUIRE(first.waitFor([&] { return !first.healths.empty(); }));
  REQUIRE(second.waitFor([&] { return !second.healths.empty(); }));
  CHECK(name().value() == &first);
  first.setPresent(false);
  REQUIRE(first.waitFor([&] { return first.healths.back().state == DeviceState::NoDevice; }));
  CHECK(name().value() == &second);
  second.setPresent(false);
  REQUIRE(second.waitFor([&] { return second.healths.back().state == DeviceState::NoDevice; }));
  CHECK_FALSE(name());
  const auto none =
      set.pool<FakeDevice>("other").call<int>(std::chrono::seconds{5}, {}, answering(1)).result();
  REQUIRE_FALSE(none);
  CHECK(none.error().code == drivers::errors::kNotFound);
}
