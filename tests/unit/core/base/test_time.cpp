#include "core/base/Time.h"
#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace std::chrono_literals;

TEST_CASE("times are written and read in the contract's form") {
  CHECK(rfc3339(WallTime{}) == "1970-01-01T00:00:00.000Z");
  CHECK(rfc3339(fromUnixMicros(1'795'249'800'123'999)) == "2026-11-21T08:30:00.123Z");
  CHECK(rfc3339(fromUnixMicros(-1)) == "1969-12-31T23:59:59.999Z");
  CHECK(parseRfc3339("2026-11-21T08:30:00.123Z") == fromUnixMicros(1'795'249'800'123'000));
  CHECK(parseRfc3339("2026-11-21T08:30:00.123456Z") == fromUnixMicros(1'795'249'800'123'456));
  CHECK(parseRfc3339("2024-02-29T23:59:60Z") == parseRfc3339("2024-03-01T00:00:00.000000Z"));
  CHECK(wholeMillis(fromUnixMicros(1'999)) == fromUnixMicros(1'000));
}

TEST_CASE("what is no time of the contract's form is not read") {
  for (const auto* bad :
       {"", "Z", "2026-11-21", "2026-11-21T08:30:00", "2026-11-21T08:30:00.007", "2026-13-21T08:30:00Z",
        "2026-02-29T08:30:00Z", "2026-02-30T08:30:00Z", "2026-11-21T24:30:00Z", "2026-11-21T08:60:00Z",
        "2026-11-21T08:30:61Z", "2026-11-21T08:30:00.Z", "2026-11-21T08:30:00,5Z",
        "2026-11-21T08:30:00+08:00", "2026-11-21 08:30:00Z", "2026-11-21T08:3O:00.000Z",
        "2026-11-21T08:30:00.0000000Z", "2026-11-21T08:30:00.00xZ"}) {
    INFO(bad);
    CHECK_FALSE(parseRfc3339(bad));
    CHECK_FALSE(parseRfc3339Millis(bad));
  }
}

TEST_CASE("where the contract wants milliseconds, nothing else is read") {
  CHECK(parseRfc3339Millis("2026-11-21T08:30:00.123Z") == fromUnixMicros(1'795'249'800'123'000));
  CHECK(parseRfc3339Millis("1970-01-01T00:00:00.000Z") == WallTime{});
  for (const auto* bad :
       {"2026-11-21T08:30:00Z", "2026-11-21T08:30:00.12Z", "2026-11-21T08:30:00.123456Z",
        "2026-11-21T08:30:60.000Z", "1969-12-31T00:00:00.000Z", "0000-01-01T00:00:00.000Z"}) {
    INFO(bad);
    CHECK_FALSE(parseRfc3339Millis(bad));
  }
}

TEST_CASE("a date as HTTP writes it") {
  CHECK(httpDate(fromUnixMicros(784'111'777'000'000)) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT") == fromUnixMicros(784'111'777'000'000));
  for (const auto* bad :
       {"", "Sun, 06 Nov 1994 08:50:07 UTC", "Sun, 31 Feb 1994 08:50:07 GMT", "Sun, 06 Nom 1994 08:50:07 GMT",
        "Sun, 06 Nov 1994 25:50:07 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"}) {
    INFO(bad);
    CHECK_FALSE(parseHttpDate(bad));
  }
}
