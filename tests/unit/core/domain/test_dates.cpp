#include "core/domain/Dates.h"

#include "core/base/Time.h"
#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::domain;
using namespace std::chrono_literals;

TEST_CASE("a day is written in its forms and read back") {
  const auto day = 1993y / 8 / 5;
  CHECK(isoDate(day) == "1993-08-05");
  CHECK(dottedDate(day) == "1993.08.05");
  CHECK(compactDate(day) == "19930805");
  CHECK(chineseDate(day) == "1993年8月5日");
  CHECK(isoDate(std::nullopt).empty());
  CHECK(compactDate(std::nullopt).empty());
  CHECK(parseIsoDate("1993-08-05") == day);
  CHECK(parseDate("1993-08-05") == day);
  CHECK(parseDate("1993.08.05") == day);
  CHECK(parseCompactDate("19930805") == day);
}

TEST_CASE("what is no day is not read") {
  for (const auto* bad :
       {"", "1993-08-5", "1993-8-05", "1993.08-05", "1993/08/05", "1993-13-01", "1993-00-10", "1993-02-29",
        "1993-08-32", "1993-0a-05", "-993-08-05", " 1993-08-05", "1993-08-05 ", "长期"}) {
    INFO(bad);
    CHECK_FALSE(parseDate(bad));
    CHECK_FALSE(parseIsoDate(bad));
  }
  CHECK_FALSE(parseIsoDate("1993.08.05"));
  for (const auto* bad : {"", "1993085", "199308051", "19930230", "1993-8-5", "1993080x"}) {
    INFO(bad);
    CHECK_FALSE(parseCompactDate(bad));
  }
}

TEST_CASE("leap days exist in leap years alone") {
  CHECK(parseDate("2024-02-29"));
  CHECK(parseDate("2000-02-29"));
  CHECK_FALSE(parseDate("2023-02-29"));
  CHECK_FALSE(parseDate("1900-02-29"));
}

TEST_CASE("the last day of a validity") {
  CHECK(lastDayOf("2019.08.14-2039.08.14") == 2039y / 8 / 14);
  CHECK(lastDayOf("2026-05-31") == 2026y / 5 / 31);
  CHECK_FALSE(lastDayOf("2019.08.14-长期"));
  CHECK_FALSE(lastDayOf(""));
}

TEST_CASE("age in whole years") {
  CHECK(ageAt(1993y / 8 / 15, 2026y / 8 / 14) == 32);
  CHECK(ageAt(1993y / 8 / 15, 2026y / 8 / 15) == 33);
  CHECK(ageAt(2008y / 2 / 29, 2026y / 2 / 28) == 17);
  CHECK(ageAt(2008y / 2 / 29, 2026y / 3 / 1) == 18);
}

TEST_CASE("the date in China begins at 16:00 UTC") {
  const std::chrono::sys_days day = 2026y / 6 / 30;
  CHECK(dateInChina(day + 15h + 59min) == 2026y / 6 / 30);
  CHECK(dateInChina(day + 16h) == 2026y / 7 / 1);
}

TEST_CASE("minutes in China, whatever the machine's zone") {
  const auto moment = parseRfc3339("2026-11-21T16:05:59.999Z");
  REQUIRE(moment);
  CHECK(isoMinuteInChina(*moment) == "2026-11-22 00:05");
  CHECK(chineseMinuteInChina(*moment) == "2026年11月22日 00:05");
  CHECK(compactDate(dateInChina(*moment)) == "20261122");
}
