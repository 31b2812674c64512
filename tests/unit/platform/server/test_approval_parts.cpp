// What the platform's judgement is made of, each for itself: the draw of the sample, and who counts as
// proven.
#include "core/domain/Evidence.h"
#include "platform/server/cases/Approval.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

std::string caseId(int number) {
  return "019aa000-0000-7000-8000-" + std::to_string(100'000'000'000 + number);
}

int drawn(const Bytes& secret, int percent, int cases) {
  int count = 0;
  for (int i = 0; i < cases; ++i) {
    count += isDrawn(secret, caseId(i), percent) ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE(
    "the sample is the share that the item names, the same for ever, and another platform draws others") {
  const Bytes secret(32, 7);
  const Bytes other(32, 8);
  CHECK(drawn(secret, 0, 2'000) == 0);
  CHECK(drawn(secret, 100, 2'000) == 2'000);
  const int five = drawn(secret, 5, 20'000);  // 1,000 expected, a standard deviation of 31
  CHECK(five > 850);
  CHECK(five < 1'150);
  CHECK(drawn(secret, 5, 20'000) == five);
  int both = 0;
  for (int i = 0; i < 20'000; ++i) {
    both += isDrawn(secret, caseId(i), 5) && isDrawn(other, caseId(i), 5) ? 1 : 0;
    if (isDrawn(secret, caseId(i), 5)) {
      REQUIRE(isDrawn(secret, caseId(i), 6));  // a larger share holds the smaller one
    }
  }
  CHECK(both < 100);  // 50 by chance
}

TEST_CASE("proven is who was proven by a way that proves somebody, with what belongs to it") {
  const auto isProven = [](domain::IdentityLevel level, const char* way, bool namesStaff, bool namesReason) {
    domain::IdentityEvidence evidence;
    evidence.way = way;
    evidence.staff = namesStaff ? "staff" : "";
    evidence.reason = namesReason ? "injury" : "";
    return domain::isProven(level, evidence);
  };
  using domain::IdentityLevel;
  CHECK(isProven(IdentityLevel::L2, "face", false, false));
  CHECK(isProven(IdentityLevel::L2, "fingerprint", false, false));
  CHECK(isProven(IdentityLevel::L2, "staff", true, true));
  CHECK_FALSE(isProven(IdentityLevel::L1, "face", false, false));
  CHECK_FALSE(isProven(IdentityLevel::L2, "card", false, false));
  CHECK_FALSE(isProven(IdentityLevel::L2, "staff", false, true));
  CHECK_FALSE(isProven(IdentityLevel::L2, "staff", true, false));
  CHECK_FALSE(isProven(IdentityLevel::L2, "face", true, true));
}
