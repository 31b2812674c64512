#include "core/approval/InstantApproval.h"

#include "core/catalog/Catalog.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <algorithm>

using namespace xiaowu;
using namespace xiaowu::approval;
using domain::MaterialStatus;
using domain::TrustGrade;
using namespace std::chrono_literals;

namespace {

catalog::ServiceItemPtr shippedItem() {
  const auto catalog = catalog::loadCatalog(places::source() / "kiosk-config/services", nullptr);
  REQUIRE(catalog);
  const auto found = std::find_if(catalog->items.begin(), catalog->items.end(),
                                  [](const auto& item) { return item->code == "SY-REG-01"; });
  REQUIRE(found != catalog->items.end());
  return *found;
}

/// A case of the shipped item in which nothing is wrong.
CaseFacts flawless() {
  CaseFacts facts;
  facts.level = domain::IdentityLevel::L2;
  facts.today = 2026y / 11 / 22;
  facts.add("card", "name", "李伟");
  facts.add("card", "number", "430624199308150011");
  facts.add("card", "birth", "1993-08-15");
  facts.add("form", "childOrder", "1");
  for (const auto* source : {"form.spouseIdNumber", "marriage.spouse_id"}) {
    facts.facts[source] = {"430624199402150029", false};
  }
  for (const auto* source : {"form.spouseName", "marriage.spouse_name"}) {
    facts.facts[source] = {"王芳", false};
  }
  for (const auto* source : {"form.marriageNumber", "marriage.certno"}) {
    facts.facts[source] = {"J430624-2019-001234", false};
  }
  facts.add("hukou", "id", "430624199308150011");
  facts.add("hukou", "name", "李伟");
  facts.add("hukou", "marital", "已婚");
  for (const auto* code : {"marriage", "hukou", "letter"}) {
    facts.papers.push_back({code, MaterialStatus::Good, TrustGrade::C});
  }
  return facts;
}

bool failed(const Verdict& verdict, std::string_view rule, std::string_view material = {}) {
  return std::any_of(verdict.findings.begin(), verdict.findings.end(), [&](const Finding& finding) {
    return finding.rule == rule && finding.material == material && !finding.passed;
  });
}

}  // namespace

TEST_CASE("a flawless case is approved, with every rule listed as evidence") {
  const auto item = shippedItem();
  const auto verdict = judge(*item, flawless());
  CHECK(verdict.approve);
  CHECK(verdict.itemVersion == item->version);
  CHECK(verdict.findings.size() == item->checks.size() + item->instantApproval->rules.size());
}

TEST_CASE("every single flaw sends the case to staff and is named") {
  const auto item = shippedItem();
  auto facts = flawless();
  SECTION("person not proven") {
    facts.level = domain::IdentityLevel::L1;
    CHECK(failed(judge(*item, facts), findings::kIdentity));
  }
  SECTION("a paper in doubt") {
    facts.papers[0].status = MaterialStatus::Doubtful;
    CHECK(failed(judge(*item, facts), findings::kMaterialDoubtful, "marriage"));
  }
  SECTION("a paper of which nobody knows until when it holds") {
    facts.papers[0].isValidityUnsure = true;
    CHECK(failed(judge(*item, facts), findings::kMaterialDoubtful, "marriage"));
  }
  SECTION("an answer that staff have to fill in") {
    facts.add({{"spouseName",
                {"spouseName", "", domain::AnswerSource::Resident, TrustGrade::D, true, false,
                 domain::AnswerNote::LeftToStaff}}});
    CHECK(failed(judge(*item, facts), findings::kAnswerLeft));
  }
  SECTION("a promised paper") {
    facts.papers[2] = {"letter", MaterialStatus::Promised, TrustGrade::D};
    CHECK(failed(judge(*item, facts), findings::kMaterialPromised, "letter"));
  }
  SECTION("a key paper missing") {
    facts.papers.erase(facts.papers.begin());
    CHECK(failed(judge(*item, facts), findings::kMaterialMissing, "marriage"));
  }
  SECTION("the resident's own statement") {
    facts.papers[1].trust = TrustGrade::D;
    CHECK(failed(judge(*item, facts), findings::kMaterialGrade, "hukou"));
  }
  SECTION("paper and form differ") {
    facts.facts["form.spouseIdNumber"].value = "430624199402150030";
    CHECK(failed(judge(*item, facts), "spouse-number"));
  }
  SECTION("a doubtful field") {
    facts.facts["hukou.marital"].doubtful = true;
    CHECK(failed(judge(*item, facts), "married"));
  }
  SECTION("a field that could not be read") {
    facts.facts.erase("hukou.marital");
    CHECK(failed(judge(*item, facts), "married"));
  }
  SECTION("outside the item's own rules") {
    facts.facts["form.childOrder"].value = "4";
    CHECK(failed(judge(*item, facts), "child-order"));
  }
  CHECK_FALSE(judge(*item, facts).approve);
}

TEST_CASE("an uploaded paper counts only where the item says so") {
  auto item = *shippedItem();
  item.instantApproval->acceptUploaded = false;
  auto facts = flawless();
  CHECK(failed(judge(item, facts), findings::kMaterialGrade, "marriage"));
  for (auto& paper : facts.papers) {
    paper.trust = TrustGrade::B;
  }
  CHECK(judge(item, facts).approve);
}

TEST_CASE("an item without rules never approves") {
  auto item = *shippedItem();
  item.instantApproval.reset();
  const auto verdict = judge(item, flawless());
  CHECK_FALSE(verdict.approve);
  CHECK(failed(verdict, findings::kNoRules));
}

TEST_CASE("facts come from answers and papers with their doubt") {
  CaseFacts facts;
  domain::Material paper;
  paper.code = "marriage";
  paper.status = MaterialStatus::Good;
  paper.fields = {{"spouse_id", "1", 0.9, true}, {"empty", "", 0, true}};
  facts.add(paper);
  facts.add({{"phone", {"phone", "13800000000", domain::AnswerSource::Resident, TrustGrade::D, false}}});
  REQUIRE(facts.find("marriage.spouse_id") != nullptr);
  CHECK(facts.find("marriage.spouse_id")->doubtful);
  CHECK(facts.find("marriage.empty") == nullptr);
  CHECK(facts.find("form.phone")->value == "13800000000");
  REQUIRE(facts.papers.size() == 1);
  CHECK(facts.papers[0].trust == TrustGrade::C);
  CHECK_FALSE(facts.papers[0].isValidityUnsure);
  paper.fields.push_back({"until", "2016.05.01-2026.05.01", 0.6, true, {}, {}, "validity"});
  facts.add(paper);
  CHECK(facts.papers[1].isValidityUnsure);
  paper.status = MaterialStatus::Promised;
  CHECK(trustOf(paper) == TrustGrade::D);
}
