// Who gets a place, who may ask how often, and what is not served twice.
#include "platform/server/fleet/HealthProbe.h"
#include "platform/server/fleet/RateLimiter.h"
#include "platform/server/fleet/ReplayGuard.h"
#include "platform/server/http/BodyQuota.h"
#include "platform/server/http/ConnectionTable.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <vector>

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

constexpr ConnectionTable::Limits kPlaces{.all = 6, .strangersPerAddress = 3, .perSender = 2};

}  // namespace

TEST_CASE("strangers of one address make room for each other, the oldest first") {
  ConnectionTable table(kPlaces);
  const auto first = table.enter("10.0.0.1", true);
  CHECK(first.id);
  CHECK_FALSE(first.leaving);
  CHECK_FALSE(table.enter("10.0.0.1", true).leaving);
  CHECK_FALSE(table.enter("10.0.0.1", true).leaving);
  CHECK(table.enter("10.0.0.1", true).leaving == first.id);
  CHECK_FALSE(table.enter("10.0.0.2", true).leaving);
  CHECK(table.size() == 5);
  table.leave(*first.id);
  table.leave(*first.id);
  CHECK(table.size() == 4);
}

TEST_CASE(
    "a full house sends away a stranger of the address that has most, and never a kiosk for a stranger") {
  ConnectionTable table(kPlaces);
  const auto kiosk = table.enter("10.0.0.9", true);
  CHECK_FALSE(table.recognise(*kiosk.id, "K1"));
  const auto few = table.enter("10.0.0.1", true);
  const auto many = table.enter("10.0.0.2", false);
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(table.enter("10.0.0.2", false).leaving);  // a proxy's, not counted by address
  }
  CHECK(table.enter("10.0.0.3", true).leaving == many.id);
  std::vector<ConnectionTable::Id> gone;
  for (int i = 0; i < 20; ++i) {
    const auto entered = table.enter("10.0.0." + std::to_string(10 + i), true);
    REQUIRE(entered.id);
    REQUIRE(entered.leaving);
    CHECK(entered.leaving != kiosk.id);
    gone.push_back(*entered.leaving);
    table.leave(*entered.leaving);
  }
  const auto fewAt = std::find(gone.begin(), gone.end(), *few.id);
  CHECK(fewAt - gone.begin() == 2);  // after those of the address that had most, before any that came later
}

TEST_CASE("of many addresses with one place each the oldest goes, not the one whose address comes first") {
  ConnectionTable table(kPlaces);
  const auto oldest = table.enter("10.0.0.9", true);
  for (int i = 8; i > 3; --i) {
    CHECK_FALSE(table.enter("10.0.0." + std::to_string(i), true).leaving);
  }
  CHECK(table.enter("10.0.0.1", true).leaving == oldest.id);
}

TEST_CASE("where every place is a kiosk's, a kiosk with several gives one up; with one each there is none") {
  ConnectionTable table(kPlaces);
  std::vector<ConnectionTable::Id> ids;
  for (const auto* sender : {"K1", "K2", "K3", "K4", "K5", "K5"}) {
    ids.push_back(*table.enter("10.0.0.9", false).id);
    CHECK_FALSE(table.recognise(ids.back(), sender));
  }
  const auto next = table.enter("10.0.0.9", false);
  CHECK(next.leaving == ids[4]);
  CHECK_FALSE(table.recognise(*next.id, "K6"));
  CHECK_FALSE(table.enter("10.0.0.9", false).id);
}

TEST_CASE("one sender has so many connections, and a proxy's connection may change its sender") {
  ConnectionTable table(kPlaces);
  const auto one = *table.enter("p", false).id;
  const auto two = *table.enter("p", false).id;
  const auto three = *table.enter("p", false).id;
  CHECK_FALSE(table.recognise(one, "K1"));
  CHECK_FALSE(table.recognise(one, "K1"));
  CHECK_FALSE(table.recognise(two, "K1"));
  CHECK(table.recognise(three, "K1") == one);
  CHECK_FALSE(table.recognise(one, "K2"));  // it is leaving already
  CHECK_FALSE(table.recognise(two, "K2"));
}

TEST_CASE("bodies: so much memory a sender, so many files, and all is given back") {
  HttpLimits limits;
  limits.bodiesPerSenderMax = 100;
  limits.bodiesInFlightMax = 150;
  limits.uploadsPerSenderMax = 2;
  BodyQuota quota(limits);
  CHECK(quota.take("K1", 100, false));
  CHECK_FALSE(quota.take("K1", 1, false));
  CHECK(quota.take("K2", 50, false));
  CHECK_FALSE(quota.take("K3", 1, false));
  CHECK(quota.take("K1", 1'000'000, true));
  CHECK(quota.take("K1", 1'000'000, true));
  CHECK_FALSE(quota.take("K1", 1, true));
  quota.giveBack("K1", 100, false);
  quota.giveBack("K1", 1'000'000, true);
  CHECK(quota.take("K3", 100, false));
  CHECK(quota.take("K1", 1, true));
}

TEST_CASE("when all places are taken by senders, the one that has rested longest makes room, no busy one") {
  ConnectionTable table({.all = 3, .strangersPerAddress = 3, .perSender = 3});
  std::vector<ConnectionTable::Id> ids;
  for (const auto* sender : {"K1", "K2", "K3"}) {
    ids.push_back(table.enter("10.0.0.1", true).id.value());
    CHECK_FALSE(table.recognise(ids.back(), sender));
  }
  CHECK_FALSE(table.enter("10.0.0.2", true).id);  // all are busy
  table.rest(ids[2], true);
  table.rest(ids[0], true);
  table.rest(ids[1], true);
  table.rest(ids[2], false);
  const auto first = table.enter("10.0.0.2", true);
  CHECK(first.leaving == ids[0]);
  table.leave(ids[0]);
  const auto second = table.enter("10.0.0.3", true);
  CHECK(second.leaving == first.id);  // a stranger before any sender
  table.leave(*first.id);
  CHECK_FALSE(table.recognise(*second.id, "K4"));
  const auto third = table.enter("10.0.0.4", true);
  CHECK(third.leaving == ids[1]);
  table.leave(ids[1]);
  CHECK_FALSE(table.recognise(*third.id, "K5"));
  CHECK_FALSE(table.enter("10.0.0.5", true).id);
}

TEST_CASE("a kiosk asks as often as the rate says, after a rest again, and one does not use up another's") {
  ManualClock clock;
  RateLimiter limiter(clock);
  const Rate rate{.perSecond = 0.5, .burst = 3};
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(limiter.take("K1", "persons", rate));
  }
  CHECK(limiter.take("K1", "persons", rate) == 2);
  CHECK_FALSE(limiter.take("K1", "requests", rate));
  CHECK_FALSE(limiter.take("K2", "persons", rate));
  clock.advance(std::chrono::seconds{2});
  CHECK_FALSE(limiter.take("K1", "persons", rate));
  CHECK(limiter.take("K1", "persons", rate));
  clock.advance(std::chrono::hours{5});
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(limiter.take("K1", "persons", rate));
  }
  CHECK(limiter.take("K1", "persons", rate));
}

TEST_CASE("a nonce counts once for its kiosk until its time is over; the memory is bounded") {
  using Verdict = ReplayGuard::Verdict;
  ReplayGuard guard(3);
  CHECK(guard.note("K1", "a", 100, 0) == Verdict::First);
  CHECK(guard.note("K1", "a", 100, 50) == Verdict::Seen);
  CHECK(guard.note("K1", "a", 100, 100) == Verdict::Seen);
  CHECK(guard.note("K2", "a", 100, 50) == Verdict::First);
  CHECK(guard.note("K1", "b", 200, 60) == Verdict::First);
  CHECK(guard.note("K1", "c", 200, 60) == Verdict::First);
  CHECK(guard.note("K1", "d", 200, 60) == Verdict::TooMany);
  CHECK(guard.note("K1", "b", 200, 60) == Verdict::Seen);
  CHECK(guard.note("K1", "d", 300, 101) == Verdict::First);  // "a" is over
}

TEST_CASE("health is as bad as its worst part") {
  CHECK(storageWord(10ULL << 20) == "full");
  CHECK(storageWord(500ULL << 20) == "low");
  CHECK(storageWord(5ULL << 30) == "ok");
  const Health good{"", "ok", "ok", "ok", "ok"};
  CHECK(judged(good).status == "ok");
  for (const auto& worse : {Health{"", "ok", "low", "ok", "ok"}, Health{"", "ok", "ok", "seal-missing", "ok"},
                            Health{"", "ok", "ok", "ok", "stepped"}}) {
    CHECK(judged(worse).status == "degraded");
  }
  for (const auto& bad :
       {Health{"", "failed", "ok", "ok", "ok"}, Health{"", "read-only", "ok", "ok", "ok"},
        Health{"", "ok", "unwritable", "ok", "ok"}, Health{"", "ok", "full", "ok", "stepped"},
        Health{"", "ok", "unreadable", "ok", "ok"}, Health{"", "ok", "ok", "missing", "ok"}}) {
    CHECK(judged(bad).status == "down");
  }
}
