// The port Audit.
#include "tests/contract/repository/Engines.h"

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

namespace {

AuditRow row(std::int64_t at, const std::string& kiosk, AuditAction action, const std::string& staff = {}) {
  domain::IdentityEvidence evidence;
  evidence.way = staff.empty() ? "face" : "staff";
  evidence.staff = staff;
  evidence.reason = staff.empty() ? "" : "injury";
  if (staff.empty()) {
    evidence.score = 0.83;
  }
  auto made = auditRowOf(action, kiosk, "real-estate-query", evidence, at);
  made.outcome = "found";
  return made;
}

}  // namespace

TEST_CASE("what was asked comes back in order, for one kiosk, one member of staff, or a time") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& audit = repository.audit();
  REQUIRE(audit.add(row(20, "K2", AuditAction::PapersQuery)));
  REQUIRE(audit.add(row(10, "K1", AuditAction::RecordQuery)));
  auto proof = row(30, "K1", AuditAction::Proof, "card-1");
  proof.proofId = "p1";
  REQUIRE(audit.add(proof));
  REQUIRE(audit.add(row(30, "K1", AuditAction::StaffCheck, "card-2")));
  const auto all = audit.list({}, 100).value();
  REQUIRE(all.size() == 4);
  CHECK(all[0].at == 10);
  CHECK(all[0].action == AuditAction::RecordQuery);
  CHECK(all[0].way == "face");
  CHECK(all[0].scoreBand == "0.8-0.9");
  CHECK(all[0].outcome == "found");
  CHECK(all[1].kioskId == "K2");
  CHECK(all[2].proofId == "p1");
  CHECK(all[2].reason == "injury");
  CHECK(all[2].scoreBand.empty());
  CHECK(all[3].action == AuditAction::StaffCheck);
  CHECK(audit.list({.kioskId = "K1", .staff = {}}, 100).value().size() == 3);
  CHECK(audit.list({.kioskId = {}, .staff = "card-2"}, 100).value().size() == 1);
  CHECK(audit.list({.kioskId = {}, .staff = {}, .from = 20, .until = 30}, 100).value().size() == 1);
  CHECK(audit.list({}, 2).value().size() == 2);
}

TEST_CASE("old rows are forgotten by their age alone") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& audit = repository.audit();
  for (const int at : {10, 20, 30}) {
    REQUIRE(audit.add(row(at, "K1", AuditAction::RecordQuery)));
  }
  CHECK(audit.count().value() == 3);
  CHECK(audit.forgetBefore(20, 100).value() == 1);
  CHECK(audit.list({}, 100).value().size() == 2);
  CHECK(audit.forgetBefore(20, 100).value() == 0);
  CHECK(audit.forgetBefore(40, 1).value() == 1);
  CHECK(audit.list({}, 100).value().at(0).at == 30);
}

TEST_CASE("a score is kept as its band") {
  CHECK(scoreBandOf(0.83) == "0.8-0.9");
  CHECK(scoreBandOf(0.8) == "0.8-0.9");
  CHECK(scoreBandOf(0.7999) == "0.7-0.8");
  CHECK(scoreBandOf(-0.05) == "-0.1-0.0");
  CHECK(scoreBandOf(std::nullopt).empty());
}
