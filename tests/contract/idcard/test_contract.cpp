// What every IdCardReader promises (drivers/api/IdCardReader.h), over every link.
#include "tests/contract/idcard/Rig.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace xiaowu;
using namespace xiaowu::contract;
using namespace std::chrono_literals;
using drivers::DeviceState;

namespace {

constexpr auto kLong = 20s;           // far above what any step takes: only a hang reaches it
constexpr auto kCancelLimit = 100ms;  // drivers/api/Device.h
constexpr auto kLoadAllowance =
    150ms;  // two cores shared with other tests; a poll interval missed would cost 250 ms and more

CallContext amply() {
  return CallContext::within(kLong);
}

struct Bench {
  explicit Bench(const std::string& name) : rig(makeRig(name)) {
    REQUIRE(rig->command("reset") == "ok");
    idcard::SamOptions options;
    options.findInterval = 250ms;
    options.commandTimeout = 10s;  // the deadline must be what ends a call
    reader = rig->reader(options);
  }
  void tell(std::string_view line) { REQUIRE(rig->command(line) == "ok"); }
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
    const auto before = std::stoull(rig->command("requests"));
    std::thread hand([&] {
      rig->command("await " + std::to_string(before + static_cast<unsigned long long>(requests) - 1));
      act();
    });
    auto outcome = call();
    hand.join();
    return outcome;
  }
  std::unique_ptr<Rig> rig;
  std::unique_ptr<drivers::IdCardReader> reader;
};

std::string anyRig() {
  return GENERATE(from_range(rigNames()));
}

}  // namespace

TEST_CASE("not open: no device, and every call says so") {
  Bench bench(anyRig());
  CHECK(bench.reader->health(amply()).state == DeviceState::NoDevice);
  CHECK(bench.reader->health(amply()).reason == drivers::errors::kNotOpen);
  CHECK(bench.read() == drivers::errors::kNotOpen);
  bench.open();
  bench.reader->close();
  bench.reader->close();
  CHECK(bench.reader->cardPresent(amply()).error().code == drivers::errors::kNotOpen);
}

TEST_CASE("open, health, SAM number; opening again is allowed") {
  Bench bench(anyRig());
  bench.open();
  CHECK(bench.reader->health(amply()).state == DeviceState::Online);
  CHECK(bench.reader->samNumber(amply()).value() == "05.03-20260101-0000000042-0000000007");
  bench.open();
  CHECK(bench.reader->health(amply()).state == DeviceState::Online);
}

TEST_CASE("no card: timed out soon after the deadline") {
  Bench bench(anyRig());
  bench.open();
  CHECK_FALSE(bench.reader->cardPresent(amply()).value());
  const auto begin = std::chrono::steady_clock::now();
  const auto card = bench.reader->readCard(CallContext::within(300ms));
  const auto took = std::chrono::steady_clock::now() - begin;
  REQUIRE_FALSE(card);
  CHECK(card.error().code == errors::kTimedOut);
  CHECK(took >= 300ms);
  CHECK(took < 300ms + kCancelLimit + kLoadAllowance);
}

TEST_CASE("a card is read with its photo, then its removal is seen") {
  Bench bench(anyRig());
  bench.open();
  bench.tell("put li-wei");
  CHECK(bench.reader->cardPresent(amply()).value());
  const auto card = bench.reader->readCard(amply());
  REQUIRE(card);
  CHECK(card->name == "李伟");
  CHECK(card->number == "430624199308150019");
  CHECK(card->encodedPhoto.size() == 1024);
  bench.tell("remove");
  CHECK_FALSE(bench.reader->cardPresent(amply()).value());
  bench.tell("put wang-fang");
  CHECK(bench.read() == "王芳");
}

TEST_CASE("a card laid down while waiting is read") {
  Bench bench(anyRig());
  bench.open();
  CHECK(bench.during(
            1, [&] { return bench.read(); }, [&] { bench.rig->command("put anna-schmidt"); }) == "施安娜");
}

TEST_CASE("a card lifted half-way is card.moved, and can be laid down again") {
  Bench bench(anyRig());
  bench.open();
  bench.tell("put-moving li-wei 0.5");
  CHECK(bench.read() == drivers::errors::kCardMoved);
  CHECK_FALSE(bench.reader->cardPresent(amply()).value());
  bench.tell("put li-wei");
  CHECK(bench.read() == "李伟");
}

TEST_CASE("spoilt answers: once is got over, for ever is an error, and then all is well again") {
  Bench bench(anyRig());
  bench.open();
  bench.tell("put li-wei");
  bench.tell("spoil 1");
  CHECK(bench.read() == "李伟");
  bench.tell("spoil 2");
  CHECK(bench.read() == drivers::errors::kProtocol);
  CHECK(bench.read() == "李伟");
}

TEST_CASE("unplugged while waiting for a card: device.gone; plugged in again: usable") {
  Bench bench(anyRig());
  bench.open();
  CHECK(bench.during(
            1, [&] { return bench.read(); }, [&] { bench.rig->command("unplug"); }) ==
        drivers::errors::kGone);
  CHECK(bench.reader->health(amply()).state == DeviceState::NoDevice);
  CHECK(bench.reader->open(amply()).error().code == drivers::errors::kNotFound);
  bench.tell("plug");
  bench.open();
  bench.tell("put li-wei");
  CHECK(bench.read() == "李伟");
}

TEST_CASE("unplugged while an answer is awaited: device.gone; plugged in again: usable") {
  Bench bench(anyRig());
  bench.open();
  bench.tell("hang on");
  CHECK(bench.during(
            1, [&] { return bench.read(); }, [&] { bench.rig->command("unplug"); }) ==
        drivers::errors::kGone);
  bench.tell("hang off");
  bench.tell("plug");
  bench.open();
  bench.tell("put li-wei");
  CHECK(bench.read() == "李伟");
}

TEST_CASE("cancelled within 100 ms, while waiting for a card and while waiting for an answer") {
  Bench bench(anyRig());
  const bool hanging = GENERATE(false, true);
  bench.open();
  if (hanging) {
    bench.tell("hang on");
  }
  std::stop_source stop;
  SteadyTime asked;
  const auto code = bench.during(
      1,
      [&] {
        const auto card = bench.reader->readCard(CallContext::within(kLong, stop.get_token()));
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
    bench.tell("hang off");
  }
  CHECK(bench.reader->health(amply()).state == DeviceState::Online);
  CHECK(bench.reader->readCard(CallContext::within(kLong, stop.get_token())).error().code ==
        errors::kCancelled);
}

TEST_CASE("a hanging reader ends at the deadline and is usable when it comes back") {
  Bench bench(anyRig());
  bench.open();
  bench.tell("put li-wei");
  bench.tell("hang on");
  const auto begin = std::chrono::steady_clock::now();
  CHECK(bench.reader->readCard(CallContext::within(200ms)).error().code == errors::kTimedOut);
  CHECK(bench.reader->health(CallContext::within(50ms)).state == DeviceState::Offline);
  CHECK(std::chrono::steady_clock::now() - begin < 250ms + 2 * (kCancelLimit + kLoadAllowance));
  bench.tell("hang off");
  CHECK(bench.reader->health(amply()).state == DeviceState::Online);
  CHECK(bench.read() == "李伟");
}
