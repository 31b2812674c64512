// What every IdCardReader promises (drivers/api/IdCardReader.h), over every link.
#include "tests/contract/idcard/ReaderHarness.h"

#include "tests/support/Catch.h"

#include <thread>

using namespace xiaowu;
using namespace xiaowu::contract;
using namespace std::chrono_literals;
using drivers::DeviceState;

namespace {

constexpr auto kLong = 20s;           // far above what any step takes: only a hang reaches it
constexpr auto kCancelLimit = 100ms;  // drivers/api/Device.h
// Two cores shared with other tests; a poll interval missed would cost 250 ms and more.
constexpr auto kLoadAllowance = 150ms;

CallContext amply() {
  return CallContext::within(kLong);
}

struct Fixture {
  explicit Fixture(const std::string& name) : harness(makeHarness(name)) {
    REQUIRE(harness->command("reset") == "ok");
    idcard::SamOptions options;
    options.findInterval = 250ms;
    options.commandTimeout = 10s;  // the deadline must be what ends a call
    reader = harness->reader(options);
  }
  void tell(std::string_view line) { REQUIRE(harness->command(line) == "ok"); }
  void open() {
    const auto opened = reader->open(amply());
    INFO((opened ? "" : describe(opened.error())));
    REQUIRE(opened);
    REQUIRE(opened->state == DeviceState::Online);
  }
  std::string read() {
    const auto card = reader->readCard(amply());
    return card ? card->name : card.error().code;
  }
  /// Runs `call` here; when the reader has asked `requests` more times, does `act` in another thread.
  template <typename Call, typename Act>
  auto during(int requests, Call call, Act act) {
    const auto before = std::stoull(harness->command("requests"));
    std::thread operatorThread([&] {
      harness->command("await " + std::to_string(before + static_cast<unsigned long long>(requests) - 1));
      act();
    });
    auto outcome = call();
    operatorThread.join();
    return outcome;
  }
  std::unique_ptr<ReaderHarness> harness;
  std::unique_ptr<drivers::IdCardReader> reader;
};

std::string anyHarness() {
  return GENERATE(from_range(harnessNames()));
}

}  // namespace

TEST_CASE("not open: no device, and every call says so") {
  Fixture fixture(anyHarness());
  CHECK(fixture.reader->health(amply()).state == DeviceState::NoDevice);
  CHECK(fixture.reader->health(amply()).reason == drivers::errors::kNotOpen);
  CHECK(fixture.read() == drivers::errors::kNotOpen);
  fixture.open();
  fixture.reader->close();
  fixture.reader->close();
  CHECK(fixture.reader->cardPresent(amply()).error().code == drivers::errors::kNotOpen);
}

TEST_CASE("open, health, SAM number; opening again is allowed") {
  Fixture fixture(anyHarness());
  fixture.open();
  CHECK(fixture.reader->health(amply()).state == DeviceState::Online);
  CHECK(fixture.reader->samNumber(amply()).value() == "05.03-20260101-0000000042-0000000007");
  fixture.open();
  CHECK(fixture.reader->health(amply()).state == DeviceState::Online);
}

TEST_CASE("no card: timed out soon after the deadline") {
  Fixture fixture(anyHarness());
  fixture.open();
  CHECK_FALSE(fixture.reader->cardPresent(amply()).value());
  const auto begin = std::chrono::steady_clock::now();
  const auto card = fixture.reader->readCard(CallContext::within(300ms));
  const auto took = std::chrono::steady_clock::now() - begin;
  REQUIRE_FALSE(card);
  CHECK(card.error().code == errors::kTimedOut);
  CHECK(took >= 300ms);
  CHECK(took < 300ms + kCancelLimit + kLoadAllowance);
}

TEST_CASE("a card is read with its photo, then its removal is seen") {
  Fixture fixture(anyHarness());
  fixture.open();
  fixture.tell("put li-wei");
  CHECK(fixture.reader->cardPresent(amply()).value());
  const auto card = fixture.reader->readCard(amply());
  REQUIRE(card);
  CHECK(card->name == "李伟");
  CHECK(card->number == "430624199308150019");
  CHECK(card->encodedPhoto.size() == 1024);
  fixture.tell("remove");
  CHECK_FALSE(fixture.reader->cardPresent(amply()).value());
  fixture.tell("put wang-fang");
  CHECK(fixture.read() == "王芳");
}

TEST_CASE("a card laid down while waiting is read") {
  Fixture fixture(anyHarness());
  fixture.open();
  CHECK(fixture.during(
            1, [&] { return fixture.read(); }, [&] { fixture.harness->command("put anna-schmidt"); }) ==
        "施安娜");
}

TEST_CASE("a card lifted half-way is card.moved, and can be laid down again") {
  Fixture fixture(anyHarness());
  fixture.open();
  fixture.tell("put-moving li-wei 0.5");
  CHECK(fixture.read() == drivers::errors::kCardMoved);
  CHECK_FALSE(fixture.reader->cardPresent(amply()).value());
  fixture.tell("put li-wei");
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("spoilt answers: once is got over, for ever is an error, and then all is well again") {
  Fixture fixture(anyHarness());
  fixture.open();
  fixture.tell("put li-wei");
  fixture.tell("spoil 1");
  CHECK(fixture.read() == "李伟");
  fixture.tell("spoil 2");
  CHECK(fixture.read() == drivers::errors::kProtocol);
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("unplugged while waiting for a card: device.gone; plugged in again: usable") {
  Fixture fixture(anyHarness());
  fixture.open();
  CHECK(fixture.during(
            1, [&] { return fixture.read(); }, [&] { fixture.harness->command("unplug"); }) ==
        drivers::errors::kGone);
  CHECK(fixture.reader->health(amply()).state == DeviceState::NoDevice);
  CHECK(fixture.reader->open(amply()).error().code == drivers::errors::kNotFound);
  fixture.tell("plug");
  fixture.open();
  fixture.tell("put li-wei");
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("unplugged while an answer is awaited: device.gone; plugged in again: usable") {
  Fixture fixture(anyHarness());
  fixture.open();
  fixture.tell("hang on");
  CHECK(fixture.during(
            1, [&] { return fixture.read(); }, [&] { fixture.harness->command("unplug"); }) ==
        drivers::errors::kGone);
  fixture.tell("hang off");
  fixture.tell("plug");
  fixture.open();
  fixture.tell("put li-wei");
  CHECK(fixture.read() == "李伟");
}

TEST_CASE("cancelled within 100 ms, while waiting for a card and while waiting for an answer") {
  Fixture fixture(anyHarness());
  const bool hanging = GENERATE(false, true);
  fixture.open();
  if (hanging) {
    fixture.tell("hang on");
  }
  std::stop_source stop;
  SteadyTime asked;
  const auto code = fixture.during(
      1,
      [&] {
        const auto card = fixture.reader->readCard(CallContext::within(kLong, stop.get_token()));
        const auto took = std::chrono::steady_clock::now() - asked;
        CHECK(took < kCancelLimit);
        return card ? std::string("read") : card.error().code;
      },
      [&] {
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
      });
  CHECK(code == errors::kCancelled);
  if (hanging) {
    fixture.tell("hang off");
  }
  CHECK(fixture.reader->health(amply()).state == DeviceState::Online);
  CHECK(fixture.reader->readCard(CallContext::within(kLong, stop.get_token())).error().code ==
        errors::kCancelled);
}

TEST_CASE("a hanging reader ends at the deadline and is usable when it comes back") {
  Fixture fixture(anyHarness());
  fixture.open();
  fixture.tell("put li-wei");
  fixture.tell("hang on");
  const auto begin = std::chrono::steady_clock::now();
  CHECK(fixture.reader->readCard(CallContext::within(200ms)).error().code == errors::kTimedOut);
  CHECK(fixture.reader->health(CallContext::within(50ms)).state == DeviceState::Offline);
  CHECK(std::chrono::steady_clock::now() - begin < 250ms + 2 * (kCancelLimit + kLoadAllowance));
  fixture.tell("hang off");
  CHECK(fixture.reader->health(amply()).state == DeviceState::Online);
  CHECK(fixture.read() == "李伟");
}
