#include "app/devices/Supervisor.h"

#include <catch2/catch.hpp>

#include <condition_variable>

using namespace xiaowu;
using namespace xiaowu::devices;
using drivers::DeviceHealth;
using drivers::DeviceState;

namespace {

/// What the test sees and decides; outlives the device.
struct Bench {
  std::mutex mutex;
  std::condition_variable changed;
  bool present = true;
  std::vector<DeviceHealth> healths;

  void tell(const DeviceHealth& health) {
    const std::lock_guard lock(mutex);
    healths.push_back(health);
    changed.notify_all();
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
  explicit FakeDevice(Bench& bench) : m_bench(bench) {}
  Result<DeviceHealth> open(const CallContext&) override {
    const std::lock_guard lock(m_bench.mutex);
    if (!m_bench.present) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable);
    }
    return DeviceHealth{DeviceState::Online, ""};
  }
  void close() override {}
  DeviceHealth health(const CallContext&) override {
    const std::lock_guard lock(m_bench.mutex);
    return m_bench.present ? DeviceHealth{DeviceState::Online, ""}
                           : DeviceHealth{DeviceState::NoDevice, "device.gone"};
  }

 private:
  Bench& m_bench;
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
  Bench bench;
  Supervisor<FakeDevice> device("fake", std::make_unique<FakeDevice>(bench), quick(),
                                [&](const auto& health) { bench.tell(health); });
  auto first = device.call<int>(std::chrono::seconds{5}, {}, answering(1));
  auto second = device.call<int>(std::chrono::seconds{5}, {}, answering(2));
  CHECK(first.result().value() == 1);
  CHECK(second.result().value() == 2);
}

TEST_CASE("a lost device is told, opened again and told again") {
  Bench bench;
  Supervisor<FakeDevice> device("fake", std::make_unique<FakeDevice>(bench), quick(),
                                [&](const auto& health) { bench.tell(health); });
  REQUIRE(bench.waitFor([&] { return bench.healths.size() == 1; }));
  bench.setPresent(false);
  REQUIRE(bench.waitFor([&] { return bench.healths.back().state == DeviceState::NoDevice; }));
  REQUIRE_FALSE(device.call<int>(std::chrono::seconds{5}, {}, answering(1)).result());
  bench.setPresent(true);
  REQUIRE(bench.waitFor([&] { return bench.healths.back().state == DeviceState::Online; }));
  CHECK(device.call<int>(std::chrono::seconds{5}, {}, answering(3)).result().value() == 3);
}

TEST_CASE("a call is stopped by its caller, by its deadline and by the end of the house") {
  Bench bench;
  auto device = std::make_unique<Supervisor<FakeDevice>>("fake", std::make_unique<FakeDevice>(bench), quick(),
                                                         [&](const auto& health) { bench.tell(health); });
  std::stop_source source;
  auto stopped = device->call<int>(std::chrono::seconds{60}, source.get_token(), waitForStop);
  source.request_stop();
  CHECK(stopped.result().error().code == errors::kCancelled);
  CHECK(device->call<int>(std::chrono::milliseconds{1}, {}, waitForStop).result().error().code ==
        errors::kTimedOut);
  auto running = device->call<int>(std::chrono::seconds{60}, {}, waitForStop);
  auto waiting = device->call<int>(std::chrono::seconds{60}, {}, answering(1));
  device.reset();
  CHECK(running.result().error().code == errors::kCancelled);
  CHECK(waiting.result().error().code == errors::kCancelled);
}
