// Which paper from before may stand for what is asked for today.
#include "core/approval/Reuse.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::year_month_day kToday{2026y / 11 / 22};

catalog::MaterialRequirement wanted() {
  catalog::MaterialRequirement material;
  material.code = "letter";
  material.documentType = "letter";
  material.reuseDays = 180;
  return material;
}

domain::ReadField field(const char* role, const char* value, bool doubtful = false) {
  return {"field", value, 0.99, doubtful, {}, {}, role};
}

domain::KeptPaper paper(std::chrono::year_month_day receivedOn, std::vector<domain::ReadField> fields = {}) {
  domain::KeptPaper kept;
  kept.documentType = "letter";
  kept.receivedOn = receivedOn;
  kept.fields = std::move(fields);
  return kept;
}

bool may(const domain::KeptPaper& kept, const catalog::MaterialRequirement& material = wanted()) {
  return approval::mayBeReused(material, kept, kToday);
}

}  // namespace

TEST_CASE("a paper from before counts from the day it came until its days are over") {
  CHECK(may(paper(kToday)));
  CHECK(may(paper(2026y / 5 / 26)));  // 180 days
  CHECK_FALSE(may(paper(2026y / 5 / 25)));
  CHECK_FALSE(may(paper(2026y / 11 / 23)));  // a clock that was wrong
  auto never = wanted();
  never.reuseDays = 0;
  CHECK_FALSE(may(paper(kToday), never));
}

TEST_CASE("it is of the type that is asked for, with both sides where both are") {
  auto other = paper(kToday);
  other.documentType = "hukou";
  CHECK_FALSE(may(other));
  auto card = wanted();
  card.backType = "idback";
  CHECK_FALSE(may(paper(kToday), card));
  auto both = paper(kToday);
  both.backType = "idback";
  CHECK(may(both, card));
  CHECK_FALSE(may(both));
}

TEST_CASE("what has ended since it was handed in is not used again") {
  CHECK(may(paper(kToday, {field("validity", "2016.11.22-2026.11.22")})));
  CHECK_FALSE(may(paper(kToday, {field("validity", "2016.11.21-2026.11.21")})));
  CHECK(may(paper(kToday, {field("validity", "2010.06.24-长期")})));
  CHECK(may(paper(kToday, {field("", "2016.11.21-2026.11.21")})));
}

TEST_CASE("what has to be young is young today, and says so for certain") {
  auto young = wanted();
  young.notOlderDays = 30;
  CHECK(may(paper(kToday, {field("date", "2026-10-23")}), young));
  CHECK_FALSE(may(paper(kToday, {field("date", "2026-10-22")}), young));
  CHECK_FALSE(may(paper(kToday, {field("date", "2026-11-01", true)}), young));
  CHECK_FALSE(may(paper(kToday), young));
}
