// The ports Kiosks and Reports.
#include "tests/contract/repository/Engines.h"

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

TEST_CASE("a kiosk that is enrolled again has its new key, area and rights, and its first date") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& kiosks = repository.kiosks();
  REQUIRE(kiosks.enrol({"K1", "newer key", "430102", 2, true}));
  auto kiosk = kiosks.find("K1").value();
  REQUIRE(kiosk);
  CHECK(kiosk->publicKey == "newer key");
  CHECK(kiosk->areaCode == "430102");
  CHECK(kiosk->enrolledAt == 1);
  CHECK(kiosk->mayCompareFaces);
  CHECK(kiosks.all().value().at(0).kiosk.mayCompareFaces);
  REQUIRE(kiosks.enrol({"K1", "key", "430624", 3}));
  CHECK_FALSE(kiosks.find("K1").value()->mayCompareFaces);
  CHECK_FALSE(kiosks.find("K3").value());
  CHECK_FALSE(kiosks.find("'; DROP TABLE kiosks; --").value());
}

TEST_CASE("the last heartbeat of a kiosk is its state, and all are counted") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& kiosks = repository.kiosks();
  CHECK(kiosks.heartbeatCount().value() == 0);
  REQUIRE(kiosks.heartbeat("K1", R"({"a":1})", 10));
  REQUIRE(kiosks.heartbeat("K1", R"({"a":"八"})", 20));
  REQUIRE(kiosks.heartbeat("K2", "{}", 30));
  const auto all = kiosks.all().value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].kiosk.kioskId == "K1");
  CHECK(all[0].heartbeat == R"({"a":"八"})");
  CHECK(all[0].seenAt == 20);
  CHECK(all[0].kiosk.lastSeq == 0);
  CHECK(all[1].seenAt == 30);
  CHECK(kiosks.heartbeatCount().value() == 3);
  REQUIRE(kiosks.enrol({"K0", "key", "430624", 4}));
  CHECK(kiosks.all().value().at(0).kiosk.kioskId == "K0");
  CHECK_FALSE(kiosks.all().value().at(0).heartbeat);
}

TEST_CASE("a report counts once") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& reports = repository.reports();
  const RatingRow rating{"r1", "K1", "service", "", 5, 10, 11};
  REQUIRE(reports.rate(rating));
  REQUIRE(reports.rate(rating));
  REQUIRE(reports.rate({"r2", "K1", "service", "case", 1, 10, 11}));
  const StaffCheckRow check{"c1", "K1", "service", "staff", "injury", true, 10, 11};
  CHECK_FALSE(reports.hasStaffCheck(check.checkId).value());
  REQUIRE(reports.keepStaffCheck(check));
  CHECK(reports.hasStaffCheck(check.checkId).value());
  REQUIRE(reports.keepStaffCheck(check));
  CHECK(reports.counts().value().ratings == 2);
  CHECK(reports.counts().value().staffChecks == 1);
}

TEST_CASE("nothing is kept of a kiosk that nobody enrolled") {
  XIAOWU_FOR_EACH_ENGINE;
  const auto refused = [](const auto& result) {
    return !result && result.error().code == platform::errors::kDatabase;
  };
  CHECK(refused(repository.kiosks().heartbeat("K3", "{}", 1)));
  CHECK(refused(repository.submissions().addPart({"s1", 0, "hash", "K3", 4, 5})));
  CHECK(refused(repository.reports().rate({"r1", "K3", "service", "", 5, 10, 11})));
  auto filed = newCase("s1", 1, "a");
  filed.row.kioskId = "K3";
  CHECK(refused(repository.submissions().file(filed, [](const SubmissionRow&) { return std::string("r"); })));
  CHECK(repository.submissions().overview().value().empty());
  CHECK(repository.kiosks().heartbeatCount().value() == 0);
  CHECK(repository.reports().counts().value().ratings == 0);
  CHECK(file(repository, newCase("s1", 1, "a")).row.caseNumber == "430624-20261121-000001");
}
