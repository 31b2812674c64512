#include "OutboxFixture.h"

#include <fstream>

namespace xiaowu::outbox::test {

using namespace std::chrono_literals;

TEST_CASE("A submission is numbered, signed, readable back, and takes its draft with it") {
  Fixture f;
  const auto id = f.newId();
  const Bytes lookup(32, 7);
  need(f.outbox->saveDraft(lookup, id, Bytes(50, 1), f.clock.wall()));
  const auto stored = need(f.outbox->enqueue(submission(id, f.clock.wall() + 123us)));
  CHECK(stored.seq == 1);
  CHECK_FALSE(stored.alreadyThere);
  CHECK_FALSE(need(f.outbox->findDraft(lookup)).has_value());

  f.reopen();
  const auto state = need(f.outbox->stateOf(id));
  CHECK(state.state == SubmissionState::Stored);
  CHECK(state.seq == 1);
  const auto manifest = need(f.outbox->leaseSubmission(id));
  CHECK(manifest.kioskId == "kiosk-7");
  CHECK(manifest.parts.size() == 3);
  CHECK(sha256Of(manifest) == stored.manifestSha256);
  CHECK(crypto::verify(canonicalText(manifest), manifest.signature, kioskKey().publicKey()));
  CHECK(manifest.createdAt == f.clock.wall());  // whole milliseconds
  for (std::size_t part = 0; part < 3; ++part) {
    CHECK(toHex(crypto::sha256(need(f.outbox->readPart(id, part)))) == manifest.parts[part].sha256);
  }
  CHECK(codeOf(f.outbox->readPart(id, 3)) == errors::kUnknown);
  CHECK(need(f.outbox->enqueue(submission(f.newId(), f.clock.wall()))).seq == 2);
}

TEST_CASE("Enqueueing twice gives the same answer, other content is refused") {
  Fixture f;
  const auto first = submission(f.newId(), f.clock.wall());
  const auto stored = need(f.outbox->enqueue(first));
  auto again = need(f.outbox->enqueue(first));
  CHECK(again.alreadyThere);
  CHECK(again.seq == stored.seq);
  CHECK(again.manifestSha256 == stored.manifestSha256);
  auto other = first;
  other.sealedParts[1].back() ^= 1;
  CHECK(codeOf(f.outbox->enqueue(other)) == errors::kConflict);
  other = first;
  other.service = "another";
  CHECK(codeOf(f.outbox->enqueue(other)) == errors::kConflict);
  // The refused attempt has not touched what is stored.
  CHECK(need(f.outbox->readPart(first.id, 1)) == first.sealedParts[1]);

  need(f.outbox->leaseSubmission(first.id));
  need(f.outbox->markAcknowledged(first.id, {SubmissionState::Accepted, "530102-20261121-000001", "", "{}"}));
  CHECK(need(f.outbox->enqueue(first)).alreadyThere);
  f.clock.advance(24h);
  CHECK(need(f.outbox->purgeAcknowledged(f.clock.wall())) == 1);
  CHECK(need(f.outbox->enqueue(first)).alreadyThere);  // an id is never used twice
  CHECK(need(f.outbox->statistics()).pending == 0);
}

TEST_CASE("Values that cannot be sent are refused before anything is written") {
  Fixture f;
  const auto good = submission(f.newId(), f.clock.wall());
  const auto refused = [&](auto change) {
    auto bad = good;
    change(bad);
    return codeOf(f.outbox->enqueue(bad));
  };
  CHECK(refused([](Submission& s) { s.id = Uuid(); }) == errors::kInvalid);
  CHECK(refused([](Submission& s) { s.service = "line\nfeed"; }) == errors::kInvalid);
  CHECK(refused([](Submission& s) { s.keyId.clear(); }) == errors::kInvalid);
  CHECK(refused([](Submission& s) { s.sealedKey.clear(); }) == errors::kInvalid);
  CHECK(refused([](Submission& s) { s.sealedParts.resize(1); }) == errors::kInvalid);
  CHECK(refused([](Submission& s) { s.sealedParts[0].resize(40); }) == errors::kInvalid);
  CHECK(refused([](Submission& s) { s.sealedParts[0].resize((16U << 20) + 1); }) == errors::kInvalid);
  CHECK(std::filesystem::is_empty(f.folder.path() / "parts"));
}

TEST_CASE("Outcomes: retry, dead letter, requeue, receipt") {
  Fixture f;
  const auto a = f.newId(), b = f.newId();
  need(f.outbox->enqueue(submission(a, f.clock.wall())));
  f.clock.advance(1s);
  need(f.outbox->enqueue(submission(b, f.clock.wall())));
  auto due = need(f.outbox->due(f.clock.wall()));
  REQUIRE(due.size() == 2);
  CHECK(due[0].id == a);

  need(f.outbox->leaseSubmission(a));
  CHECK(codeOf(f.outbox->leaseSubmission(a)) == errors::kUnknown);  // one lease at a time
  CHECK(need(f.outbox->stateOf(a)).state == SubmissionState::Sending);
  need(f.outbox->markRetry(a, "platform.timed-out", f.clock.wall() + 10s));
  CHECK(need(f.outbox->due(f.clock.wall())).size() == 1);
  CHECK(need(f.outbox->nextDueAt()) <= f.clock.wall());
  CHECK(need(f.outbox->hasten({"platform.unreachable"})) == 0);
  CHECK(need(f.outbox->hasten({"platform.unreachable", "platform.timed-out"})) == 1);
  CHECK(need(f.outbox->due(f.clock.wall())).size() == 2);

  need(f.outbox->leaseSubmission(b));
  need(f.outbox->markDead(b, "submission.conflict"));
  const auto letters = need(f.outbox->deadLetters());
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].id == b);
  CHECK(letters[0].code == "submission.conflict");
  CHECK(need(f.outbox->statistics()).deadLetters == 1);
  CHECK(codeOf(f.outbox->markRetry(b, "x", f.clock.wall())) == errors::kUnknown);
  need(f.outbox->requeueDead(b));
  CHECK(codeOf(f.outbox->requeueDead(b)) == errors::kUnknown);
  CHECK(need(f.outbox->deadLetters()).empty());

  need(f.outbox->markAcknowledged(
      b, {SubmissionState::Returned, "530102-20261121-000002", "content.incomplete", "{\"a\":1}"}));
  const auto settled = need(f.outbox->stateOf(b));
  CHECK(settled.state == SubmissionState::Returned);
  CHECK(settled.reason == "content.incomplete");
  CHECK(settled.caseNumber == "530102-20261121-000002");
  // The first receipt stays.
  need(f.outbox->markAcknowledged(b, {SubmissionState::Accepted, "other", "", "{}"}));
  CHECK(need(f.outbox->stateOf(b)).state == SubmissionState::Returned);
  CHECK(codeOf(f.outbox->markDead(b, "x")) == errors::kUnknown);
  CHECK(codeOf(f.outbox->markAcknowledged(f.newId(), {})) == errors::kUnknown);
  CHECK(codeOf(f.outbox->markAcknowledged(a, {SubmissionState::Dead, "", "", "{}"})) == errors::kInvalid);
}

TEST_CASE("A clock that was wrong cannot hide an item for ever") {
  Fixture f;
  const auto id = f.newId();
  f.clock.advance(24h * 365);
  need(f.outbox->enqueue(submission(id, f.clock.wall())));
  f.clock.advance(-24h * 365);
  CHECK(need(f.outbox->due(f.clock.wall())).size() == 1);
  need(f.outbox->leaseSubmission(id));
  need(f.outbox->markRetry(id, "platform.busy", f.clock.wall() + 24h * 3650));
  CHECK(need(f.outbox->due(f.clock.wall())).empty());
  CHECK(*need(f.outbox->nextDueAt()) == f.clock.wall() + 24h);
}

TEST_CASE("Start-up gives leases back, removes orphans and keeps everything else") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->enqueue(submission(id, f.clock.wall())));
  need(f.outbox->leaseSubmission(id));
  const auto report = f.newId();
  need(f.outbox->enqueueReport(report, "/v1/ratings", "{}"));
  need(f.outbox->leaseReport(report));
  const auto orphan = f.partsOf(f.newId());
  std::filesystem::create_directories(orphan);
  std::ofstream(orphan / "0.part") << "left behind";
  std::ofstream(f.folder.path() / "parts" / "stray.tmp") << "x";
  f.reopen();
  CHECK(f.outbox->openReport().releasedLeases == 2);
  CHECK(f.outbox->openReport().removedOrphans == 2);
  CHECK(f.outbox->openReport().setAside.empty());
  CHECK_FALSE(std::filesystem::exists(orphan));
  CHECK(need(f.outbox->due(f.clock.wall())).size() == 2);
  CHECK(need(f.outbox->readPart(id, 0)).size() > 2000);
}

TEST_CASE("Purge removes the parts of old receipts only") {
  Fixture f;
  const auto old = f.newId(), fresh = f.newId(), waiting = f.newId();
  for (const auto& id : {old, fresh, waiting}) {
    need(f.outbox->enqueue(submission(id, f.clock.wall())));
  }
  const auto before = need(f.outbox->statistics()).bytes;
  need(f.outbox->markAcknowledged(old, {SubmissionState::Accepted, "1", "", "{}"}));
  f.clock.advance(24h * 30);
  need(f.outbox->markAcknowledged(fresh, {SubmissionState::Accepted, "2", "", "{}"}));
  CHECK(need(f.outbox->purgeAcknowledged(f.clock.wall() - 24h)) == 1);
  CHECK(need(f.outbox->purgeAcknowledged(f.clock.wall() - 24h)) == 0);
  CHECK_FALSE(std::filesystem::exists(f.partsOf(old)));
  CHECK(std::filesystem::exists(f.partsOf(fresh)));
  CHECK(std::filesystem::exists(f.partsOf(waiting)));  // nothing is dropped by age
  CHECK(need(f.outbox->statistics()).bytes == before / 3 * 2);
  CHECK(need(f.outbox->statistics()).oldestAge == 24h * 30);
  CHECK(need(f.outbox->stateOf(old)).caseNumber == "1");
}

TEST_CASE("Drafts: the newest of a card, replaced, limited in age, gone with the case") {
  Fixture f;
  const Bytes mine(32, 1), other(32, 2);
  const auto a = f.newId(), b = f.newId();
  need(f.outbox->saveDraft(mine, a, Bytes{1}, f.clock.wall()));
  f.clock.advance(1h);
  need(f.outbox->saveDraft(mine, b, Bytes{2}, f.clock.wall()));
  need(f.outbox->saveDraft(mine, b, Bytes{3}, f.clock.wall()));
  const auto found = need(f.outbox->findDraft(mine));
  REQUIRE(found);
  CHECK(found->caseId == b);
  CHECK(found->sealedBlob == Bytes{3});
  CHECK_FALSE(need(f.outbox->findDraft(other)));
  f.clock.advance(71h + 30min);  // a is 72.5 h old, b 71.5 h
  CHECK(need(f.outbox->purgeDrafts()) == 1);
  CHECK(need(f.outbox->findDraft(mine))->caseId == b);
  f.clock.advance(1h);
  CHECK_FALSE(need(f.outbox->findDraft(mine)));  // also before the purge has run
  need(f.outbox->removeDraft(b));
  need(f.outbox->removeDraft(b));
  CHECK(need(f.outbox->purgeDrafts()) == 0);
  CHECK(codeOf(f.outbox->saveDraft(Bytes(31, 1), a, Bytes{1}, f.clock.wall())) == errors::kInvalid);
  CHECK(codeOf(f.outbox->findDraft(Bytes(33, 1))) == errors::kInvalid);
  need(f.outbox->enqueue(submission(a, f.clock.wall())));
  CHECK(codeOf(f.outbox->saveDraft(mine, a, Bytes{1}, f.clock.wall())) == errors::kConflict);
}

TEST_CASE("Reports, prints and settings survive a restart") {
  Fixture f;
  const auto id = f.newId(), job = f.newId(), settledJob = f.newId();
  need(f.outbox->enqueueReport(id, "/v1/proofs/p1/printed", R"({"sheetsOut":2})"));
  need(f.outbox->enqueueReport(id, "/v1/proofs/p1/printed", R"({"sheetsOut":2})"));
  CHECK(codeOf(f.outbox->enqueueReport(id, "/v1/proofs/p1/printed", R"({"sheetsOut":3})")) ==
        errors::kConflict);
  CHECK(codeOf(f.outbox->enqueueReport(f.newId(), "http://elsewhere/", "{}")) == errors::kInvalid);
  need(f.outbox->printStarted(job, "proof", 2));
  need(f.outbox->printStarted(settledJob, "slip", 1));
  need(f.outbox->printSettled(settledJob, 0, "printer.paper-jam"));
  CHECK(codeOf(f.outbox->printSettled(settledJob, 1, "")) == errors::kUnknown);
  CHECK(codeOf(f.outbox->printStarted(job, "proof", 2)) == errors::kStorage);
  need(f.outbox->setSetting("clock.offset-us", "12"));
  need(f.outbox->setSetting("clock.offset-us", "-13"));
  f.reopen();
  const auto report = need(f.outbox->leaseReport(id));
  CHECK(report.path == "/v1/proofs/p1/printed");
  CHECK(report.json == R"({"sheetsOut":2})");
  need(f.outbox->markRetry(id, "platform.busy", f.clock.wall()));
  need(f.outbox->leaseReport(id));
  need(f.outbox->markReportSent(id));
  CHECK(need(f.outbox->statistics()).pendingReports == 0);
  const auto prints = need(f.outbox->unsettledPrints());
  REQUIRE(prints.size() == 1);
  CHECK(prints[0].jobId == job);
  CHECK(prints[0].sheets == 2);
  CHECK(*need(f.outbox->setting("clock.offset-us")) == "-13");
  CHECK_FALSE(need(f.outbox->setting("nothing")));
}

}  // namespace xiaowu::outbox::test
