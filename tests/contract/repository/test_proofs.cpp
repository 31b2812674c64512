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
  return row;
}

Result<ProofRow> keep(Proofs& proofs, const ProofRow& row) {
  return proofs.keep(row, viewOf("paper of " + row.proofId));
}

std::string paperOf(Proofs& proofs, const std::string& id) {
  const auto paper = proofs.paper(id).value();
  return paper ? std::string(textOf(*paper)) : std::string();
}

}  // namespace

TEST_CASE("a request has one proof: the first that is kept") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& proofs = repository.proofs();
  CHECK_FALSE(proofs.byRequest("K1", "r1").value());
  CHECK(keep(proofs, proof("p1", "r1", "AAAA")).value().proofId == "p1");
  CHECK(keep(proofs, proof("p2", "r1", "BBBB")).value().proofId == "p1");
  CHECK(paperOf(proofs, "p1") == "paper of p1");
  CHECK(paperOf(proofs, "p2").empty());
  CHECK_FALSE(proofs.byId("p2").value());
  CHECK_FALSE(proofs.byCode("BBBB").value());
  auto elsewhere = proof("p3", "r1", "CCCC");
  elsewhere.kioskId = "K2";
  CHECK(keep(proofs, elsewhere).value().proofId == "p3");
  const auto kept = proofs.byId("p1").value();
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
  const auto seen = proofs.byCode("AAAA").value();
  REQUIRE(seen);
  CHECK(seen->checkCode == "AAAA");
  CHECK(seen->holderMasked == "李*");
  CHECK(seen->title == "证明");
  CHECK(seen->sealMark == "1234");
  CHECK(seen->sheets == 2);
  CHECK(seen->issuedAt == 7);
  CHECK_FALSE(seen->printedAt);
  CHECK(proofs.counts().value().issued == 2);
  CHECK(proofs.counts().value().printed == 0);
}

TEST_CASE("a check code is never kept twice") {
  XIAOWU_FOR_EACH_ENGINE;
  REQUIRE(keep(repository.proofs(), proof("p1", "r1", "AAAA")));
  CHECK(keep(repository.proofs(), proof("p2", "r2", "AAAA")).error().code == platform::errors::kDatabase);
  CHECK(repository.proofs().byId("p1").value()->checkCode == "AAAA");
  CHECK_FALSE(repository.proofs().byRequest("K1", "r2").value());
  CHECK(paperOf(repository.proofs(), "p2").empty());
}

TEST_CASE("the first report that all sheets are out counts") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& proofs = repository.proofs();
  REQUIRE(keep(proofs, proof("p1", "r1", "AAAA")));
  REQUIRE(proofs.reportPrinted("p1", 1, std::nullopt));
  CHECK(proofs.byId("p1").value()->sheetsOut == 1);
  CHECK_FALSE(proofs.byId("p1").value()->printedAt);
  REQUIRE(proofs.reportPrinted("p1", 2, 50));
  REQUIRE(proofs.reportPrinted("p1", 3, 60));
  REQUIRE(proofs.reportPrinted("p1", 0, std::nullopt));
  CHECK(proofs.byId("p1").value()->printedAt == 50);
  CHECK(proofs.byCode("AAAA").value()->printedAt == 50);
  CHECK(proofs.byId("p1").value()->sheetsOut == 2);
  CHECK(proofs.counts().value().printed == 1);
  REQUIRE(proofs.reportPrinted("p1", 1, platform::kVoided));
  CHECK(proofs.byId("p1").value()->printedAt == 50);
  REQUIRE(proofs.reportPrinted("p9", 1, 50));
  CHECK(proofs.counts().value().issued == 1);
}

TEST_CASE("papers are forgotten by their age, the oldest first; their proofs verify on") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& proofs = repository.proofs();
  for (const int at : {30, 10, 20}) {
    auto row = proof("p" + std::to_string(at), "r" + std::to_string(at), "C" + std::to_string(at));
    row.issuedAt = at;
    REQUIRE(keep(proofs, row));
  }
  CHECK(proofs.counts().value().papers == 3);
  CHECK(proofs.forgetPapers(30, 1).value() == 1);
  CHECK(paperOf(proofs, "p10").empty());
  CHECK(paperOf(proofs, "p20") == "paper of p20");
  CHECK(proofs.forgetPapers(30, 100).value() == 1);
  CHECK(proofs.forgetPapers(30, 100).value() == 0);
  CHECK(paperOf(proofs, "p30") == "paper of p30");
  CHECK(proofs.counts().value().papers == 1);
  CHECK(proofs.counts().value().issued == 3);
  CHECK(proofs.byCode("C10").value()->title == "证明");
  CHECK(proofs.byRequest("K1", "r10").value()->proofId == "p10");
}
