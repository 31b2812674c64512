// The ports Submissions and Papers, and the gaps that a case leaves in its kiosk's numbers.
#include "tests/contract/repository/Engines.h"

#include <set>
#include <stdexcept>

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

namespace {

PaperRow paper(const std::string& id, const std::string& type, domain::TrustGrade trust) {
  PaperRow row;
  row.paperId = id;
  row.material = "m-" + type;
  row.documentType = type;
  row.trust = trust;
  return row;
}

auto gapsOf(Repository& repository) {
  return repository.kiosks().all().value().at(0).gaps;
}

using Gaps = std::vector<std::pair<std::int64_t, std::int64_t>>;

}  // namespace

TEST_CASE("a part comes once under its index, and what another kiosk sends under the same id is its own") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& submissions = repository.submissions();
  CHECK(submissions.parts("s1", "K1").value().empty());
  CHECK(submissions.addPart({"s1", 1, "hash 1", "K1", 4, 5}).value() == PartOutcome::Stored);
  CHECK(submissions.addPart({"s1", 0, "other", "K2", 4, 5}).value() == PartOutcome::Stored);
  CHECK(submissions.addPart({"s1", 0, "hash", "K1", 4, 5}).value() == PartOutcome::Stored);
  CHECK(submissions.addPart({"s1", 0, "hash", "K1", 4, 6}).value() == PartOutcome::Same);
  CHECK(submissions.addPart({"s1", 0, "other", "K1", 4, 5}).value() == PartOutcome::Conflict);
  const auto parts = submissions.parts("s1", "K1").value();
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].sha256 == "hash");
  CHECK(parts[0].storedAt == 5);
  CHECK(parts[1].index == 1);
  CHECK(parts[1].size == 4);
  CHECK(submissions.partCount("s1").value() == 2);
  CHECK(submissions.partCount("s2").value() == 0);
  REQUIRE(submissions.forgetPart("s1", "K1", 0));
  REQUIRE(submissions.forgetPart("s1", "K1", 7));
  CHECK(submissions.parts("s1", "K1").value().size() == 1);
  CHECK(submissions.parts("s1", "K2").value().size() == 1);
  CHECK(submissions.addPart({"s1", 0, "other", "K1", 4, 5}).value() == PartOutcome::Stored);
}

TEST_CASE("parts count as unfinished until their kiosk files the submission") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& submissions = repository.submissions();
  REQUIRE(submissions.addPart({"s1", 0, "hash", "K1", 100, 5}));
  REQUIRE(submissions.addPart({"s1", 1, "hash", "K1", 10, 5}));
  REQUIRE(submissions.addPart({"s2", 0, "hash", "K1", 1, 7}));
  REQUIRE(submissions.addPart({"s1", 0, "theirs", "K2", 1000, 7}));
  CHECK(submissions.unfinishedBytes("K1", 0).value() == 111);
  CHECK(submissions.unfinishedBytes("K1", 6).value() == 1);
  REQUIRE(submissions.forgetPart("s1", "K1", 1));
  CHECK(submissions.unfinishedBytes("K1", 0).value() == 101);
  CHECK(file(repository, newCase("s1", 1, "a")).created);
  CHECK(submissions.unfinishedBytes("K1", 0).value() == 1);
  CHECK(submissions.unfinishedBytes("K2", 0).value() == 1000);
  CHECK(submissions.parts("s1", "K1").value().size() == 1);
}

TEST_CASE(
    "case numbers count per area and day; duplicates get the earlier one; seq belongs to one submission") {
  XIAOWU_FOR_EACH_ENGINE;
  CHECK(file(repository, newCase("s1", 1, "a")).row.caseNumber == "430624-20261121-000001");
  CHECK(file(repository, newCase("s2", 2, "b", CaseState::Returned)).row.caseNumber ==
        "430624-20261121-000002");
  CHECK(file(repository, newCase("s3", 3, "b")).row.state == CaseState::Accepted);
  const auto twice = file(repository, newCase("s4", 4, "a"));
  CHECK(twice.row.state == CaseState::AlreadySubmitted);
  CHECK(twice.row.caseNumber == "430624-20261121-000001");
  CHECK(file(repository, newCase("s5", 4, "c")).conflict);
  CHECK_FALSE(repository.submissions().find("s5").value());
  auto tomorrow = newCase("s6", 6, "a");
  tomorrow.day = "20261122";
  CHECK(file(repository, tomorrow).row.caseNumber == "430624-20261122-000001");
  // Handed in on two days without a line, arrived on one: two cases. And again on the first of the two days.
  auto late = newCase("s8", 7, "a");
  late.day = "20261123";
  late.filingDay = "20261120";
  CHECK(file(repository, late).row.caseNumber == "430624-20261123-000001");
  auto lateAgain = newCase("s9", 8, "a");
  lateAgain.day = "20261124";
  lateAgain.filingDay = "20261120";
  CHECK(file(repository, lateAgain).row.state == CaseState::AlreadySubmitted);
  auto elsewhere = newCase("s7", 1, "d", CaseState::Approved);
  elsewhere.row.kioskId = "K2";
  elsewhere.areaCode = "430102";
  CHECK(file(repository, elsewhere).row.caseNumber == "430102-20261121-000001");
  CHECK(repository.submissions().counts().value().cases == 5);
  CHECK(repository.submissions().counts().value().receipts == 8);
  CHECK(gapsOf(repository) == Gaps{{5, 5}});
  CHECK(repository.kiosks().all().value().at(0).kiosk.lastSeq == 8);
}

TEST_CASE("what somebody else hands in, or something else the same day, is a case of its own") {
  XIAOWU_FOR_EACH_ENGINE;
  REQUIRE(file(repository, newCase("s1", 1, "a")).row.state == CaseState::Accepted);
  auto different = newCase("s2", 2, "a");
  different.contentHash = "other content";
  CHECK(file(repository, different).row.state == CaseState::Accepted);
  CHECK(file(repository, different).row.caseNumber == "430624-20261121-000002");
  auto again = newCase("s3", 3, "a");
  again.contentHash = "other content";
  CHECK(file(repository, again).row.state == CaseState::AlreadySubmitted);
  CHECK(repository.submissions().find("s3").value()->caseNumber == "430624-20261121-000002");
  // Of content that nobody knows nothing can be said.
  for (const auto* id : {"s4", "s5"}) {
    auto unknown = newCase(id, id[1] - '0', "a");
    unknown.contentHash.clear();
    CHECK(file(repository, unknown).row.state == CaseState::Accepted);
  }
  CHECK(file(repository, newCase("s6", 6, "b")).row.state == CaseState::Accepted);
}

TEST_CASE("a case whose parts were forgotten meanwhile is not filed") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& submissions = repository.submissions();
  REQUIRE(submissions.addPart({"s1", 0, "h0", "K1", 10, 5}));
  auto filed = newCase("s1", 1, "a");
  filed.parts = 2;
  const auto outcome = file(repository, filed);
  CHECK(outcome.partsGone);
  CHECK_FALSE(outcome.created);
  CHECK_FALSE(submissions.find("s1").value());
  REQUIRE(submissions.addPart({"s1", 1, "h1", "K1", 10, 5}));
  CHECK(file(repository, filed).created);
}

TEST_CASE("a filed case comes back as it was, for ever") {
  XIAOWU_FOR_EACH_ENGINE;
  auto filed = newCase("s1", 1, "a", CaseState::Approved);
  filed.row.approval = R"({"verdict":"approve"})";
  const auto first = file(repository, filed);
  CHECK(first.created);
  const auto kept = repository.submissions().find("s1").value();
  REQUIRE(kept);
  CHECK(kept->kioskId == "K1");
  CHECK(kept->seq == 1);
  CHECK(kept->service == "service");
  CHECK(kept->keyId == "key");
  CHECK(kept->sealedKey == "sealed");
  CHECK(kept->manifestSha256 == "manifest");
  CHECK(kept->state == CaseState::Approved);
  CHECK(kept->caseNumber == "430624-20261121-000001");
  CHECK(kept->reason.empty());
  CHECK(kept->holderMasked == "李*");
  CHECK(kept->receivedAt == 1001);
  CHECK(kept->receipt == "receipt of s1 430624-20261121-000001");
  CHECK(kept->approval == R"({"verdict":"approve"})");
  auto changed = newCase("s1", 9, "b", CaseState::Returned);
  const auto again = file(repository, changed);
  CHECK_FALSE(again.created);
  CHECK_FALSE(again.conflict);
  CHECK(again.row.state == CaseState::Approved);
  CHECK(again.row.receipt == first.row.receipt);
  CHECK(repository.kiosks().all().value().at(0).kiosk.lastSeq == 1);
}

TEST_CASE("a receipt that cannot be written leaves nothing behind") {
  XIAOWU_FOR_EACH_ENGINE;
  CHECK_THROWS(repository.submissions().file(
      newCase("s1", 1, "a"), [](const SubmissionRow&) -> std::string { throw std::runtime_error("no"); }));
  CHECK_FALSE(repository.submissions().find("s1").value());
  CHECK(file(repository, newCase("s1", 1, "a")).row.caseNumber == "430624-20261121-000001");
}

TEST_CASE("numbers that a kiosk left out are gaps until they come") {
  XIAOWU_FOR_EACH_ENGINE;
  (void)file(repository, newCase("s10", 10, "a"));
  CHECK(gapsOf(repository) == Gaps{{1, 9}});
  (void)file(repository, newCase("s5", 5, "b"));
  CHECK(gapsOf(repository) == Gaps{{1, 4}, {6, 9}});
  (void)file(repository, newCase("s1", 1, "c"));
  (void)file(repository, newCase("s9", 9, "d"));
  CHECK(gapsOf(repository) == Gaps{{2, 4}, {6, 8}});
  for (const std::int64_t seq : {2, 3, 4}) {
    (void)file(repository, newCase("s" + std::to_string(seq), seq, "e" + std::to_string(seq)));
  }
  CHECK(gapsOf(repository) == Gaps{{6, 8}});
  CHECK(repository.kiosks().all().value().at(0).kiosk.lastSeq == 10);
  CHECK(repository.kiosks().all().value().at(1).gaps.empty());
}

TEST_CASE("the overview has what is coming and what was filed") {
  XIAOWU_FOR_EACH_ENGINE;
  REQUIRE(repository.submissions().addPart({"s2", 0, "hash", "K2", 4, 5}));
  REQUIRE(repository.submissions().addPart({"s1", 0, "hash", "K1", 4, 5}));
  REQUIRE(repository.submissions().addPart({"s1", 1, "hash", "K1", 4, 5}));
  (void)file(repository, newCase("s1", 3, "a", CaseState::Returned));
  const auto lines = repository.submissions().overview().value();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].id == "s1");
  CHECK(lines[0].state == CaseState::Returned);
  CHECK(lines[0].parts == 2);
  CHECK(lines[0].seq == 3);
  CHECK(lines[0].caseNumber == "430624-20261121-000001");
  CHECK(lines[1].kioskId == "K2");
  CHECK_FALSE(lines[1].state);
  CHECK(lines[1].parts == 1);
}

TEST_CASE("papers are kept with a case that is taken on, and of each type the newest is offered") {
  XIAOWU_FOR_EACH_ENGINE;
  auto first = newCase("s1", 1, "a");
  first.papers = {paper("p1", "marriage", domain::TrustGrade::C),
                  paper("p2", "letter", domain::TrustGrade::A)};
  (void)file(repository, first);
  auto returned = newCase("s2", 2, "a", CaseState::Returned);
  returned.papers = {paper("p3", "marriage", domain::TrustGrade::C)};
  (void)file(repository, returned);
  auto duplicate = newCase("s3", 3, "a");
  duplicate.papers = {paper("p4", "marriage", domain::TrustGrade::C)};
  (void)file(repository, duplicate);
  auto second = newCase("s4", 4, "a", CaseState::Approved);
  second.row.service = "another";
  second.papers = {paper("p5", "marriage", domain::TrustGrade::B)};
  (void)file(repository, second);
  const auto papers = repository.papers().ofHolder("a", 40).value();
  REQUIRE(papers.size() == 2);
  CHECK(papers[0].paperId == "p5");
  CHECK(papers[0].holderHash == "a");
  CHECK(papers[0].submissionId == "s4");
  CHECK(papers[0].material == "m-marriage");
  CHECK(papers[0].trust == domain::TrustGrade::B);
  CHECK(papers[0].caseNumber == "430624-20261121-000003");
  CHECK(papers[0].receivedAt == 1004);
  CHECK(papers[1].paperId == "p2");
  CHECK(papers[1].trust == domain::TrustGrade::A);
  CHECK(repository.papers().ofHolder("a", 1).value().size() == 1);
  CHECK(repository.papers().ofHolder("b", 40).value().empty());
  CHECK(repository.papers().find("p1").value()->documentType == "marriage");
  CHECK_FALSE(repository.papers().find("p3").value());
  CHECK_FALSE(repository.papers().find("p4").value());
}

TEST_CASE("states have one name each, and no other text is one") {
  for (const auto state :
       {CaseState::Accepted, CaseState::Approved, CaseState::AlreadySubmitted, CaseState::Returned}) {
    CHECK(caseStateFrom(caseStateName(state)) == state);
  }
  for (const auto* text : {"", "Accepted", "receiving", "accepted "}) {
    CHECK_FALSE(caseStateFrom(text));
  }
}

TEST_CASE("parts that their kiosk has left alone are forgotten, with the files that nobody else has") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& submissions = repository.submissions();
  REQUIRE(submissions.addPart({"s1", 0, "h0", "K1", 10, 100}));
  REQUIRE(submissions.addPart({"s1", 0, "h0", "K2", 10, 100}));  // the same bytes under the same name
  REQUIRE(submissions.addPart({"s2", 0, "h0", "K1", 10, 100}));
  REQUIRE(submissions.addPart({"s2", 1, "h1", "K1", 10, 300}));  // still coming
  REQUIRE(submissions.addPart({"s3", 0, "h0", "K1", 10, 100}));
  REQUIRE(submissions.addPart({"s3", 0, "h9", "K2", 10, 100}));  // under another kiosk's case
  REQUIRE(file(repository, newCase("s3", 1, "a")).created);
  std::vector<std::string> removed;
  const auto forget = [&](std::size_t limit) {
    return submissions
        .forgetUnfinished(200, limit,
                          [&](const PartRow& part) { removed.push_back(part.submissionId + part.sha256); })
        .value()
        .parts;
  };
  CHECK(submissions.counts().value().unfinishedParts == 5);
  CHECK(forget(2) == 2);
  CHECK(forget(100) == 1);
  CHECK(forget(100) == 0);
  CHECK(std::set<std::string>(removed.begin(), removed.end()) == std::set<std::string>{"s1h0", "s3h9"});
  CHECK(removed.size() == 2);
  CHECK(submissions.parts("s1", "K1").value().empty());
  CHECK(submissions.parts("s2", "K1").value().size() == 2);
  CHECK(submissions.parts("s3", "K1").value().size() == 1);
  CHECK(submissions.parts("s3", "K2").value().empty());
  CHECK(submissions.unfinishedBytes("K1", 0).value() == 20);
}

TEST_CASE("when a file cannot be removed, its row stays") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& submissions = repository.submissions();
  REQUIRE(submissions.addPart({"s1", 0, "h0", "K1", 10, 100}));
  CHECK_THROWS(submissions.forgetUnfinished(200, 10, [](const PartRow&) { throw std::runtime_error("no"); }));
  CHECK(submissions.parts("s1", "K1").value().size() == 1);
  CHECK(submissions.counts().value().unfinishedBytes == 10);
}

TEST_CASE("files that no row of their submission names are stray") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& submissions = repository.submissions();
  REQUIRE(submissions.addPart({"s1", 0, "h0", "K1", 10, 100}));
  REQUIRE(submissions.addPart({"s1", 1, "h1", "K2", 10, 100}));
  std::vector<std::string> removed;
  const auto remove = [&](const PartFile& part) {
    removed.push_back(std::to_string(part.index) + part.sha256);
  };
  CHECK(submissions.removeStray("s1", {{0, "h0"}, {0, "other"}, {1, "h0"}, {1, "h1"}}, remove).value() == 2);
  CHECK(removed == std::vector<std::string>{"0other", "1h0"});
  CHECK(submissions.removeStray("s9", {{0, "h0"}}, remove).value() == 1);
}
