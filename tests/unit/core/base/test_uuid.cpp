#include "core/base/Uuid.h"

#include "tests/support/Catch.h"

#include <bit>
#include <set>

using namespace xiaowu;

TEST_CASE("a version-7 id carries its time, its version and its variant") {
  const WallTime time{std::chrono::milliseconds{0x0123456789ab}};
  const auto text = Uuid::makeV7(time).text();
  CHECK(text.size() == 36);
  CHECK(text[14] == '7');
  CHECK((text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b'));
}

TEST_CASE(
    "ids made in one millisecond, or after the clock was set back, grow, and none can be guessed from "
    "another") {
  ManualClock clock;
  std::set<std::string> tails;
  Uuid last = Uuid::makeV7(clock.wall());
  for (int i = 0; i < 9000; ++i) {
    if (i == 6000) {
      clock.advance(-std::chrono::seconds{3});
    }
    const Uuid next = Uuid::makeV7(clock.wall());
    int changed = 0;  // of the last 62 bits, about half
    for (std::size_t at = 8; at < 16; ++at) {
      changed += std::popcount(static_cast<unsigned>(next.bytes()[at] ^ last.bytes()[at]));
    }
    REQUIRE(changed > 5);
    REQUIRE(last < next);
    REQUIRE(tails.insert(next.text().substr(19)).second);
    last = next;
  }
}

TEST_CASE("only the canonical form parses") {
  const auto id = Uuid::makeV7(SystemClock().wall());
  CHECK(Uuid::parse(id.text()).value() == id);
  CHECK_FALSE(Uuid::parse(""));
  CHECK_FALSE(Uuid::parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f40"));
  CHECK_FALSE(Uuid::parse("0190a1b2xc3d4-7e5f-8a9b-0c1d2e3f4051"));
}
