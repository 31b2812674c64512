#include "core/base/CorrectedClock.h"
#include "core/base/Time.h"
#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::hours kDay{24};
const WallTime kTruth = *parseRfc3339("2026-11-21T08:30:00.000Z");

/// A machine's clock that can be set while its steady side goes on.
class SettableClock final : public Clock {
 public:
  explicit SettableClock(WallTime wall) : m_wall(wall) {}
  [[nodiscard]] SteadyTime steady() const override { return m_steady; }
  [[nodiscard]] WallTime wall() const override { return m_wall; }
  void pass(std::chrono::microseconds time) {
    m_steady += time;
    m_wall += time;
  }
  void set(WallTime wall) { m_wall = wall; }

 private:
  SteadyTime m_steady{1h};
  WallTime m_wall;
};

}  // namespace

TEST_CASE("before anybody has told the time it is the machine's") {
  SettableClock machine(kTruth);
  const CorrectedClock clock(machine);
  machine.pass(5s);
  CHECK(clock.wall() == kTruth + 5s);
  machine.set(kTruth + kDay);
  CHECK(clock.wall() == kTruth + kDay);
  CHECK_FALSE(clock.isConfirmed());
  CHECK_FALSE(clock.known());
  machine.set(fromUnixMicros(-5));  // has no place in the contract's form
  CHECK(clock.wall() == WallTime{});
}

TEST_CASE("a confirmed time goes on whatever happens to the machine's clock") {
  SettableClock machine(kTruth - 400 * kDay);
  CorrectedClock clock(machine);
  CHECK(clock.confirm(kTruth, kTruth + 50ms) == 400 * kDay);
  CHECK(clock.isConfirmed());
  for (const auto set : {kTruth, WallTime{}, kTruth + 5000 * kDay, kTruth - 1h}) {
    const auto before = clock.wall();
    machine.set(set);
    CHECK(clock.wall() == before);
    machine.pass(90s);
    CHECK(clock.wall() == before + 90s);
  }
  CHECK(clock.steady() == machine.steady());
}

TEST_CASE("an answer that was long under way moves the time no more than it must") {
  SettableClock machine(kTruth + 20s);
  CorrectedClock clock(machine);
  CHECK(clock.confirm(kTruth, kTruth + 30s) == 0s);
  CHECK(clock.wall() == kTruth + 20s);
  CHECK(clock.confirm(kTruth + 25s, kTruth + 26s) == 5s);
  CHECK(clock.confirm(kTruth + 10s, kTruth + 20s) == -5s);
  CHECK(clock.wall() == kTruth + 20s);
  CHECK(clock.confirm(kTruth + 40s, kTruth) == 20s);  // an end before the beginning says nothing
}

TEST_CASE("after a restart the time is never earlier than it was known to be") {
  for (const auto offset : {std::chrono::microseconds{0}, std::chrono::microseconds{-300 * kDay},
                            std::chrono::microseconds{16 * 365 * kDay}}) {
    SettableClock machine(kTruth - offset);
    CorrectedClock before(machine);
    (void)before.confirm(kTruth, kTruth);
    const auto kept = before.known();
    REQUIRE(kept);
    CHECK(kept->at == kTruth);
    CHECK(kept->offset == offset);

    SECTION("nobody touched the machine's clock, offset " + std::to_string(offset.count())) {
      CorrectedClock clock(machine);
      clock.remember(*kept);
      machine.pass(2h);
      CHECK(clock.wall() == kTruth + 2h);
      CHECK_FALSE(clock.isConfirmed());
    }
    SECTION("it was set right, offset " + std::to_string(offset.count())) {
      CorrectedClock clock(machine);
      clock.remember(*kept);
      machine.set(kTruth + 10min);
      CHECK(clock.wall() == kTruth + 10min);
    }
    SECTION("its battery is dead, offset " + std::to_string(offset.count())) {
      for (const auto dead : {WallTime{}, *parseRfc3339("2010-01-01T00:00:00Z")}) {
        SettableClock restarted(dead);
        CorrectedClock clock(restarted);
        clock.remember(*kept);
        restarted.pass(3min);
        CHECK(clock.wall() >= kTruth + 3min);
        // What is remembered next is no guess: only time that has surely passed.
        CHECK(clock.known()->at == kTruth + 3min);
        CHECK(clock.known()->offset == offset);
      }
    }
  }
}

TEST_CASE("a battery that died under a clock that was ahead leaves a time that can be told") {
  SettableClock machine(kTruth + 3000 * kDay);
  CorrectedClock before(machine);
  (void)before.confirm(kTruth, kTruth);
  SettableClock restarted(WallTime{});
  CorrectedClock clock(restarted);
  clock.remember(*before.known());
  CHECK(clock.wall() == kTruth);  // 1970 less eight years is in no message's form
}

TEST_CASE("the platform's word stands above what is remembered, also when it sets back") {
  SettableClock machine(kTruth + 40 * kDay);
  CorrectedClock clock(machine);
  clock.remember({kTruth + 30 * kDay, {}});
  (void)clock.confirm(kTruth, kTruth);
  CHECK(clock.wall() == kTruth);
  clock.remember({kTruth + 30 * kDay, {}});
  CHECK(clock.wall() == kTruth);
}
