#include "drivers/persons/Persons.h"
#include "drivers/fingerprint/simulator/FingerprintSimulator.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <future>

using namespace xiaowu;
using namespace std::chrono_literals;
namespace codes = drivers::errors;

namespace {

struct Rig {
  std::shared_ptr<simulator::FingerprintSimulator> simulator =
      std::make_shared<simulator::FingerprintSimulator>();
  std::unique_ptr<drivers::FingerprintReader> reader = simulator::makeSimulatedFingerprintReader(simulator);
  Bytes item = simulator::inventedFingerprint("li-wei");

  Rig() { REQUIRE(reader->open(CallContext::within(1s))); }
  std::string code(std::chrono::milliseconds within = 50ms) {
    const auto matches = reader->matches(item, CallContext::within(within));
    return matches ? (*matches ? "yes" : "no") : matches.error().code;
  }
};

}  // namespace

TEST_CASE("the card's own finger matches, another person's does not") {
  Rig rig;
  rig.simulator->touch("li-wei");
  CHECK(rig.code() == "yes");
  rig.simulator->touch("wang-fang");
  CHECK(rig.code() == "no");
  // Either of the card's two fingers will do.
  std::rotate(rig.item.begin(), rig.item.begin() + 512, rig.item.end());
  rig.simulator->touch("li-wei");
  CHECK(rig.code() == "yes");
}

TEST_CASE("a touch counts once, and none is not felt by the deadline") {
  Rig rig;
  rig.simulator->touch("li-wei");
  CHECK(rig.code() == "yes");
  CHECK(rig.code() == codes::kFingerNotFelt);
}

TEST_CASE("a touch that cannot be compared, and an item that is none") {
  Rig rig;
  rig.simulator->touchUnclear();
  CHECK(rig.code() == codes::kFingerUnclear);
  rig.item.clear();
  CHECK(rig.code() == codes::kFingerItem);
  rig.item = Bytes(512, 1);
  CHECK(rig.code() == codes::kFingerItem);
}

TEST_CASE("stopping and unplugging end a waiting comparison; the reader is usable again after both") {
  Rig rig;
  std::stop_source stop;
  auto waiting = std::async(std::launch::async, [&] {
    return rig.reader->matches(rig.item, CallContext::within(1min, stop.get_token()));
  });
  stop.request_stop();
  CHECK(waiting.get().error().code == errors::kCancelled);
  waiting = std::async(std::launch::async,
                       [&] { return rig.reader->matches(rig.item, CallContext::within(1min)); });
  rig.simulator->unplug();
  CHECK(waiting.get().error().code == codes::kGone);
  CHECK(rig.reader->health(CallContext::within(1s)).state == drivers::DeviceState::NoDevice);
  CHECK(rig.reader->open(CallContext::within(1s)).error().code == codes::kNotFound);
  rig.simulator->plug();
  REQUIRE(rig.reader->open(CallContext::within(1s)));
  rig.simulator->touch("li-wei");
  CHECK(rig.code() == "yes");
}

TEST_CASE("a closed reader says so") {
  Rig rig;
  rig.reader->close();
  CHECK(rig.code() == codes::kNotOpen);
}
