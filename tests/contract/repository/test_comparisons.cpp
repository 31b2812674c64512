// The port Comparisons.
#include "tests/contract/repository/Engines.h"

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace xiaowu::testing;

namespace {

ComparisonRow question(const std::string& requestId, std::int64_t startedAt = 1'000) {
  ComparisonRow row;
  row.kioskId = "K1";
  row.requestId = requestId;
  row.sessionId = "session";
  row.requestSha256 = "hash of " + requestId;
  row.startedAt = startedAt;
  return row;
}

}  // namespace

TEST_CASE("a question whose answer was never made can be asked again after a while, not before") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& comparisons = repository.comparisons();
  auto row = question("q1");
  CHECK(comparisons.begin(row, 3, 100).value() == ComparisonStart::Begun);
  row.startedAt = 1'099;
  CHECK(comparisons.begin(row, 3, 100).value() == ComparisonStart::UnderWay);
  row.startedAt = 1'100;
  CHECK(comparisons.begin(row, 3, 100).value() == ComparisonStart::Begun);
  row.outcome = ComparisonOutcome::NoMatch;
  row.model = "m";
  row.thresholdId = "m-0.450";
  row.answeredAt = 1'200;
  REQUIRE(comparisons.end(row));
  row.outcome = ComparisonOutcome::Match;  // the first outcome is the outcome
  REQUIRE(comparisons.end(row));
  REQUIRE(comparisons.forget(row.kioskId, row.requestId));
  auto again = question("q1");
  CHECK(comparisons.begin(again, 3, 100).value() == ComparisonStart::Known);
  CHECK(again.outcome == ComparisonOutcome::NoMatch);
  CHECK(again.model == "m");
  CHECK(again.thresholdId == "m-0.450");
  CHECK(again.answeredAt == 1'200);
}

TEST_CASE("a request id stands for one content") {
  XIAOWU_FOR_EACH_ENGINE;
  auto row = question("q1");
  REQUIRE(repository.comparisons().begin(row, 3, 100));
  auto other = question("q1");
  other.requestSha256 = "another";
  CHECK(repository.comparisons().begin(other, 3, 100).value() == ComparisonStart::Conflict);
  other.kioskId = "K2";
  CHECK(repository.comparisons().begin(other, 3, 100).value() == ComparisonStart::Begun);
}

TEST_CASE("a session has so many tries; what was not looked at is none") {
  XIAOWU_FOR_EACH_ENGINE;
  auto& comparisons = repository.comparisons();
  for (const auto* id : {"q1", "q2", "q3"}) {
    auto row = question(id);
    CHECK(comparisons.begin(row, 3, 100).value() == ComparisonStart::Begun);
  }
  auto fourth = question("q4");
  CHECK(comparisons.begin(fourth, 3, 100).value() == ComparisonStart::TooMany);
  REQUIRE(comparisons.forget("K1", "q2"));
  CHECK(comparisons.begin(fourth, 3, 100).value() == ComparisonStart::Begun);
  auto elsewhere = question("q5");
  elsewhere.sessionId = "another";
  CHECK(comparisons.begin(elsewhere, 1, 100).value() == ComparisonStart::Begun);
}

TEST_CASE("every outcome is kept under its name, and no other text is one") {
  XIAOWU_FOR_EACH_ENGINE;
  using O = ComparisonOutcome;
  for (const auto outcome : {O::Match, O::NoMatch, O::PhotoNotDecodable, O::NoFaceInPhoto, O::FaceUnusable,
                             O::Failed, O::CannotOpen, O::TooLarge}) {
    CHECK(comparisonOutcomeFrom(comparisonOutcomeName(outcome)) == outcome);
    auto row = question("q" + std::string(comparisonOutcomeName(outcome)));
    REQUIRE(repository.comparisons().begin(row, 100, 100));
    row.outcome = outcome;
    REQUIRE(repository.comparisons().end(row));
    auto again = question(row.requestId);
    CHECK(repository.comparisons().begin(again, 100, 100).value() == ComparisonStart::Known);
    CHECK(again.outcome == outcome);
  }
  CHECK(comparisonOutcomeFrom("") == O::UnderWay);
  CHECK_FALSE(comparisonOutcomeFrom("matched"));
  CHECK_FALSE(comparisonOutcomeFrom("platform.busy"));
}
