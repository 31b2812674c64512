// The port Proofs.
#include "tests/contract/repository/Engines.h"

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

namespace {

ProofRow proof(const std::string& id, const std::string& requestId, const std::string& code) {
  ProofRow row;
  row.proofId = id;
  row.requestId = requestId;
  row.kioskId = "K1";
  row.checkCode = code;
  row.holderHash = "hash";
  row.holderMasked = "李*";
  row.title = "证明";
  row.sealMark = "1234";
  row.sheets = 2;
  row.issuedAt = 7;
  row.answer = "answer of " + id;
  return row;
}

}  // namespace

TEST_CASE("a request has one proof: the first that is kept") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& proofs = repository.proofs();
  CHECK_FALSE(proofs.byRequest("K1", "r1").value());
  CHECK(proofs.keep(proof("p1", "r1", "AAAA")).value().answer == "answer of p1");
  CHECK(proofs.keep(proof("p2", "r1", "BBBB")).value().answer == "answer of p1");
  CHECK_FALSE(proofs.byId("p2").value());
  CHECK_FALSE(proofs.byCode("BBBB").value());
  auto elsewhere = proof("p3", "r1", "CCCC");
  elsewhere.kioskId = "K2";
  CHECK(proofs.keep(elsewhere).value().proofId == "p3");
  const auto kept = proofs.byCode("AAAA").value();
  REQUIRE(kept);
  CHECK(kept->proofId == "p1");
  CHECK(kept->requestId == "r1");
  CHECK(kept->kioskId == "K1");
  CHECK(kept->holderHash == "hash");
  CHECK(kept->holderMasked == "李*");
  CHECK(kept->title == "证明");
  CHECK(kept->sealMark == "1234");
  CHECK(kept->sheets == 2);
  CHECK(kept->issuedAt == 7);
  CHECK_FALSE(kept->printedAt);
  CHECK(kept->sheetsOut == 0);
  CHECK(proofs.counts().value().issued == 2);
  CHECK(proofs.counts().value().printed == 0);
}

TEST_CASE("a check code is never kept twice") {
  XIAOWU_FOR_EACH_ENGINE;
  REQUIRE(repository.proofs().keep(proof("p1", "r1", "AAAA")));
  CHECK(repository.proofs().keep(proof("p2", "r2", "AAAA")).error().code == platform::errors::kDatabase);
  CHECK(repository.proofs().byCode("AAAA").value()->proofId == "p1");
  CHECK_FALSE(repository.proofs().byRequest("K1", "r2").value());
}

TEST_CASE("the first report that all sheets are out counts") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& proofs = repository.proofs();
  REQUIRE(proofs.keep(proof("p1", "r1", "AAAA")));
  REQUIRE(proofs.reportPrinted("p1", 1, std::nullopt));
  CHECK(proofs.byId("p1").value()->sheetsOut == 1);
  CHECK_FALSE(proofs.byId("p1").value()->printedAt);
  REQUIRE(proofs.reportPrinted("p1", 2, 50));
  REQUIRE(proofs.reportPrinted("p1", 3, 60));
  REQUIRE(proofs.reportPrinted("p1", 0, std::nullopt));
  CHECK(proofs.byId("p1").value()->printedAt == 50);
  CHECK(proofs.byId("p1").value()->sheetsOut == 2);
  CHECK(proofs.counts().value().printed == 1);
  REQUIRE(proofs.reportPrinted("p9", 1, 50));
  CHECK(proofs.counts().value().issued == 1);
}
