#include "app/outbox/Manifest.h"
#include "app/sync/Backoff.h"
#include "core/base/Time.h"

#include "tests/support/Catch.h"

#include <array>
#include <random>

namespace xiaowu::sync {

using namespace std::chrono_literals;

TEST_CASE("Back-off stays in its bounds and is spread over all of them") {
  std::mt19937 generator(7);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int attempts = 0; attempts < 200; ++attempts) {
    const auto limit =
        std::min<std::chrono::milliseconds>(10min, attempts < 10 ? 2000ms * (1 << attempts) : 10min);
    CHECK(backoffDelay(attempts, 2s, 10min, 0) == 0ms);
    CHECK(backoffDelay(attempts, 2s, 10min, 0.999999) <= limit);
    CHECK(backoffDelay(attempts, 2s, 10min, 0.999999) >= limit - 1s);
  }
  std::array<int, 10> buckets{};
  constexpr int kDraws = 20000;
  for (int n = 0; n < kDraws; ++n) {
    const auto delay = backoffDelay(4, 2s, 10min, uniform(generator));  // up to 32 s
    ++buckets.at(static_cast<std::size_t>(delay / 3200ms));
  }
  double chiSquare = 0;
  for (const int count : buckets) {
    chiSquare += (count - kDraws / 10.0) * (count - kDraws / 10.0) / (kDraws / 10.0);
  }
  CHECK(chiSquare < 27.9);  // 0.1 % for 9 degrees of freedom
}

TEST_CASE("Retry-After is read as seconds or as a date") {
  const auto now = *parseRfc3339("1994-11-06T08:49:37.500Z");
  CHECK(parseRetryAfter("120", now) == 120s);
  CHECK(parseRetryAfter(" 0 ", now) == 0s);
  CHECK(parseRetryAfter("999999999999999999", now) == 24h);
  CHECK(parseRetryAfter("Sun, 06 Nov 1994 08:50:07 GMT", now) == 30s);
  CHECK(parseRetryAfter("Sun, 06 Nov 1994 08:49:00 GMT", now) == 0s);
  CHECK(parseRetryAfter("Sun, 06 Nov 2094 08:49:00 GMT", now) == 24h);
  for (const auto* bad :
       {"", " ", "-1", "1.5", "soon", "12x", "Sun, 06 Nov 1994 08:50:07 UTC", "Sun, 31 Feb 1994 08:50:07 GMT",
        "Sun, 06 Nom 1994 08:50:07 GMT", "Sun, 06 Nov 1994 25:50:07 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
    INFO(bad);
    CHECK_FALSE(parseRetryAfter(bad, now));
  }
}

TEST_CASE("The link is damped towards offline and quick towards online") {
  LinkMonitor link;
  SteadyTime now{};
  CHECK(link.state() == LinkState::Unknown);
  CHECK_FALSE(link.tick(now + 1h));
  CHECK(link.succeeded(now) == LinkState::Online);
  CHECK_FALSE(link.succeeded(now));
  CHECK_FALSE(link.failed(now));  // one lost answer is nothing
  CHECK_FALSE(link.succeeded(now + 1s));
  CHECK_FALSE(link.failed(now + 2s));
  CHECK(link.failed(now + 3s) == LinkState::Offline);
  CHECK_FALSE(link.failed(now + 4s));
  CHECK(link.succeeded(now + 5s) == LinkState::Online);
  CHECK_FALSE(link.failed(now + 6s));
  CHECK_FALSE(link.tick(now + 15s));
  CHECK(link.tick(now + 16s) == LinkState::Offline);
  CHECK_FALSE(link.tick(now + 17s));
}

}  // namespace xiaowu::sync
