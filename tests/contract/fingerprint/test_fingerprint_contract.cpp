#include "drivers/persons/Persons.h"
#include "drivers/fingerprint/simulator/FingerprintSimulator.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <future>

using namespace xiaowu;
using namespace std::chrono_literals;
namespace codes = drivers::errors;

namespace {

struct Harness {
  std::shared_ptr<simulator::FingerprintSimulator> simulator =
      std::make_shared<simulator::FingerprintSimulator>();
  std::unique_ptr<drivers::FingerprintReader> reader = simulator::makeSimulatedFingerprintReader(simulator);
  Bytes item = simulator::inventedFingerprint("li-wei");

  Harness() { REQUIRE(reader->open(CallContext::within(1s))); }
  std::string code(std::chrono::milliseconds within = 50ms) {
    const auto matches = reader->matches(item, CallContext::within(within));
    if (!matches) {
      return matches.error().code;
    }
    return *matches ? "yes" : "no";
  }
};

}  // namespace

TEST_CASE("the card's own finger matches, another person's does not") {
  Harness harness;
  harness.simulator->touch("li-wei");
  CHECK(harness.code() == "yes");
  harness.simulator->touch("wang-fang");
  CHECK(harness.code() == "no");
  // Either of the card's two fingers will do.
  std::rotate(harness.item.begin(), harness.item.begin() + 512, harness.item.end());
  harness.simulator->touch("li-wei");
  CHECK(harness.code() == "yes");
}

TEST_CASE("a touch counts once, and none is not felt by the deadline") {
  Harness harness;
  harness.simulator->touch("li-wei");
  CHECK(harness.code() == "yes");
  CHECK(harness.code() == codes::kFingerNotFelt);
}

TEST_CASE("a touch that cannot be compared, and an item that is none") {
  Harness harness;
  harness.simulator->touchUnclear();
  CHECK(harness.code() == codes::kFingerUnclear);
  harness.item.clear();
  CHECK(harness.code() == codes::kFingerItem);
  harness.item = Bytes(512, 1);
  CHECK(harness.code() == codes::kFingerItem);
}

TEST_CASE("stopping and unplugging end a waiting comparison; the reader is usable again after both") {
  Harness harness;
  std::stop_source stop;
  auto waiting = std::async(std::launch::async, [&] {
    return harness.reader->matches(harness.item, CallContext::within(1min, stop.get_token()));
  });
  stop.request_stop();
  CHECK(waiting.get().error().code == errors::kCancelled);
  waiting = std::async(std::launch::async,
                       [&] { return harness.reader->matches(harness.item, CallContext::within(1min)); });
  harness.simulator->unplug();
  CHECK(waiting.get().error().code == codes::kGone);
  CHECK(harness.reader->health(CallContext::within(1s)).state == drivers::DeviceState::NoDevice);
  CHECK(harness.reader->open(CallContext::within(1s)).error().code == codes::kNotFound);
  harness.simulator->plug();
  REQUIRE(harness.reader->open(CallContext::within(1s)));
  harness.simulator->touch("li-wei");
  CHECK(harness.code() == "yes");
}

TEST_CASE("a closed reader says so") {
  Harness harness;
  harness.reader->close();
  CHECK(harness.code() == codes::kNotOpen);
}
