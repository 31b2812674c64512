#include "OutboxFixture.h"

#include <fstream>

namespace xiaowu::outbox::test {

using namespace std::chrono_literals;

TEST_CASE("A submission is numbered, signed, readable back, and takes its draft with it") {
  Fixture f;
  const auto id = f.newId();
  const Bytes lookup(32, 7);
  need(f.outbox->drafts().save(lookup, id, Bytes(50, 1), f.clock.wall()));
  const auto stored = need(f.outbox->submissions().enqueue(submission(id, f.clock.wall() + 123us)));
  CHECK(stored.seq == 1);
  CHECK_FALSE(stored.alreadyThere);
  CHECK_FALSE(need(f.outbox->drafts().find(lookup)).has_value());

  f.reopen();
  const auto state = need(f.outbox->submissions().stateOf(id));
  CHECK(state.state == SubmissionState::Stored);
  CHECK(state.seq == 1);
  const auto manifest = need(f.outbox->queue().leaseSubmission(id));
  CHECK(manifest.kioskId == "kiosk-7");
  CHECK(manifest.parts.size() == 3);
  CHECK(sha256Of(manifest) == stored.manifestSha256);
  CHECK(crypto::verify(canonicalText(manifest), manifest.signature, kioskKey().publicKey()));
  CHECK(manifest.createdAt == f.clock.wall());  // whole milliseconds
  for (std::size_t part = 0; part < 3; ++part) {
    CHECK(toHex(crypto::sha256(need(f.outbox->submissions().readPart(id, part)))) ==
          manifest.parts[part].sha256);
  }
  CHECK(codeOf(f.outbox->submissions().readPart(id, 3)) == errors::kUnknown);
  CHECK(need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall()))).seq == 2);
}

TEST_CASE("Enqueueing twice gives the same answer, other content is refused") {
  Fixture f;
  const auto first = submission(f.newId(), f.clock.wall());
  const auto stored = need(f.outbox->submissions().enqueue(first));
  auto again = need(f.outbox->submissions().enqueue(first));
  CHECK(again.alreadyThere);
  CHECK(again.seq == stored.seq);
  CHECK(again.manifestSha256 == stored.manifestSha256);
  auto other = first;
  other.sealedParts[1].back() ^= 1;
  CHECK(codeOf(f.outbox->submissions().enqueue(other)) == errors::kConflict);
  other = first;
  other.service = "another";
  CHECK(codeOf(f.outbox->submissions().enqueue(other)) == errors::kConflict);
  // The refused attempt has not touched what is stored.
  CHECK(need(f.outbox->submissions().readPart(first.id, 1)) == first.sealedParts[1]);

  need(f.outbox->queue().leaseSubmission(first.id));
  need(f.outbox->queue().markAcknowledged(first.id,
                                          {SubmissionState::Accepted, "530102-20261121-000001", "", "{}"}));
  CHECK(need(f.outbox->submissions().enqueue(first)).alreadyThere);
  f.clock.advance(24h);
  CHECK(f.purge(f.clock.wall()) == 1);
  CHECK(need(f.outbox->submissions().enqueue(first)).alreadyThere);  // an id is never used twice
  CHECK(need(f.outbox->queue().statistics()).pending == 0);
}

TEST_CASE("Values that cannot be sent are refused before anything is written") {
  Fixture f;
  const auto good = submission(f.newId(), f.clock.wall());
  const auto refused = [&](auto change) {
    auto bad = good;
    change(bad);
    return codeOf(f.outbox->submissions().enqueue(bad));
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
  need(f.outbox->submissions().enqueue(submission(a, f.clock.wall())));
  f.clock.advance(1s);
  need(f.outbox->submissions().enqueue(submission(b, f.clock.wall())));
  auto due = need(f.outbox->queue().due(f.clock.wall()));
  REQUIRE(due.size() == 2);
  CHECK(due[0].id == a);

  need(f.outbox->queue().leaseSubmission(a));
  CHECK(codeOf(f.outbox->queue().leaseSubmission(a)) == errors::kUnknown);  // one lease at a time
  CHECK(need(f.outbox->submissions().stateOf(a)).state == SubmissionState::Sending);
  need(f.outbox->queue().markRetry(a, "platform.timed-out", f.clock.wall() + 10s));
  CHECK(need(f.outbox->queue().due(f.clock.wall())).size() == 1);
  CHECK(need(f.outbox->queue().nextDueAt()) <= f.clock.wall());
  CHECK(need(f.outbox->queue().hasten({"platform.unreachable"})) == 0);
  CHECK(need(f.outbox->queue().hasten({"platform.unreachable", "platform.timed-out"})) == 1);
  CHECK(need(f.outbox->queue().due(f.clock.wall())).size() == 2);

  need(f.outbox->queue().leaseSubmission(b));
  need(f.outbox->queue().markDead(b, "submission.conflict"));
  const auto letters = need(f.outbox->queue().deadLetters());
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].id == b);
  CHECK(letters[0].code == "submission.conflict");
  CHECK(need(f.outbox->queue().statistics()).deadLetters == 1);
  CHECK(codeOf(f.outbox->queue().markRetry(b, "x", f.clock.wall())) == errors::kUnknown);
  need(f.outbox->queue().requeue(b));
  CHECK(codeOf(f.outbox->queue().requeue(b)) == errors::kUnknown);
  CHECK(need(f.outbox->queue().deadLetters()).empty());

  need(f.outbox->queue().markAcknowledged(
      b, {SubmissionState::Returned, "530102-20261121-000002", "content.incomplete", "{\"a\":1}"}));
  const auto settled = need(f.outbox->submissions().stateOf(b));
  CHECK(settled.state == SubmissionState::Returned);
  CHECK(settled.reason == "content.incomplete");
  CHECK(settled.caseNumber == "530102-20261121-000002");
  need(f.outbox->queue().markAcknowledged(
      b, {SubmissionState::Accepted, "other", "", "{}"}));  // the first receipt stays
  CHECK(need(f.outbox->submissions().stateOf(b)).state == SubmissionState::Returned);
  CHECK(codeOf(f.outbox->queue().markDead(b, "x")) == errors::kUnknown);
  CHECK(codeOf(f.outbox->queue().markAcknowledged(f.newId(), {})) == errors::kUnknown);
  CHECK(codeOf(f.outbox->queue().markAcknowledged(a, {SubmissionState::Dead, "", "", "{}"})) ==
        errors::kInvalid);
}

TEST_CASE("A clock that was wrong cannot hide an item for ever") {
  Fixture f;
  const auto id = f.newId();
  f.clock.advance(24h * 365);
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  f.clock.advance(-24h * 365);
  CHECK(need(f.outbox->queue().due(f.clock.wall())).size() == 1);
  need(f.outbox->queue().leaseSubmission(id));
  need(f.outbox->queue().markRetry(id, "platform.busy", f.clock.wall() + 24h * 3650));
  CHECK(need(f.outbox->queue().due(f.clock.wall())).empty());
  CHECK(*need(f.outbox->queue().nextDueAt()) == f.clock.wall() + 24h);
}

TEST_CASE("Start-up gives leases back and keeps everything else, also what it cannot explain") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  need(f.outbox->queue().leaseSubmission(id));
  const auto report = f.newId();
  need(f.outbox->queue().enqueueReport(report, "/v1/ratings", "{}"));
  need(f.outbox->queue().leaseReport(report));
  const auto orphan = f.partsOf(f.newId());
  std::filesystem::create_directories(orphan);
  std::ofstream(orphan / "0.part") << "left behind";
  std::ofstream(f.folder.path() / "parts" / "stray.tmp") << "x";
  f.reopen();
  CHECK(f.outbox->openReport().releasedLeases == 2);
  CHECK(f.outbox->openReport().removedOrphans == 0);
  CHECK(f.outbox->openReport().unexplainedParts == 2);
  CHECK(f.outbox->openReport().setAside.empty());
  CHECK(std::filesystem::exists(orphan / "0.part"));
  CHECK(std::filesystem::exists(f.folder.path() / "parts" / "stray.tmp"));
  CHECK(need(f.outbox->queue().due(f.clock.wall())).size() == 2);
  CHECK(need(f.outbox->submissions().readPart(id, 0)).size() > 2000);
}

TEST_CASE("Purge removes the parts of old receipts only") {
  Fixture f;
  const auto old = f.newId(), fresh = f.newId(), waiting = f.newId();
  for (const auto& id : {old, fresh, waiting}) {
    need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  }
  const auto before = need(f.outbox->queue().statistics()).bytes;
  need(f.outbox->queue().markAcknowledged(old, {SubmissionState::Accepted, "1", "", "{}"}));
  f.clock.advance(24h * 30);
  need(f.outbox->queue().markAcknowledged(fresh, {SubmissionState::Accepted, "2", "", "{}"}));
  CHECK(f.purge(f.clock.wall() - 24h) == 1);
  CHECK(f.purge(f.clock.wall() - 24h) == 0);
  CHECK_FALSE(std::filesystem::exists(f.partsOf(old)));
  CHECK(std::filesystem::exists(f.partsOf(fresh)));
  CHECK(std::filesystem::exists(f.partsOf(waiting)));  // nothing is dropped by age
  CHECK(need(f.outbox->queue().statistics()).bytes == before / 3 * 2);
  CHECK(need(f.outbox->queue().statistics()).oldestAge == 24h * 30);
  CHECK(need(f.outbox->submissions().stateOf(old)).caseNumber == "1");
}

TEST_CASE("Drafts: the newest of a card, replaced, limited in age, gone with the case") {
  Fixture f;
  const Bytes mine(32, 1), other(32, 2);
  const auto a = f.newId(), b = f.newId();
  need(f.outbox->drafts().save(mine, a, Bytes{1}, f.clock.wall()));
  f.clock.advance(1h);
  need(f.outbox->drafts().save(mine, b, Bytes{2}, f.clock.wall()));
  need(f.outbox->drafts().save(mine, b, Bytes{3}, f.clock.wall()));
  const auto found = need(f.outbox->drafts().find(mine));
  REQUIRE(found);
  CHECK(found->caseId == b);
  CHECK(found->sealedBlob == Bytes{3});
  CHECK_FALSE(need(f.outbox->drafts().find(other)));
  f.clock.advance(71h + 30min);  // a is 72.5 h old, b 71.5 h
  CHECK(need(f.outbox->drafts().purge()) == 1);
  CHECK(need(f.outbox->drafts().find(mine))->caseId == b);
  f.clock.advance(1h);
  CHECK_FALSE(need(f.outbox->drafts().find(mine)));  // also before the purge has run
  need(f.outbox->drafts().remove(b));
  need(f.outbox->drafts().remove(b));
  CHECK(need(f.outbox->drafts().purge()) == 0);
  CHECK(codeOf(f.outbox->drafts().save(Bytes(31, 1), a, Bytes{1}, f.clock.wall())) == errors::kInvalid);
  CHECK(codeOf(f.outbox->drafts().find(Bytes(33, 1))) == errors::kInvalid);
  need(f.outbox->submissions().enqueue(submission(a, f.clock.wall())));
  CHECK(codeOf(f.outbox->drafts().save(mine, a, Bytes{1}, f.clock.wall())) == errors::kConflict);
}

TEST_CASE("a clock that nobody confirmed forgets no draft, and one from the future begins its life anew") {
  Fixture f;
  bool confirmed = false;
  auto watched = options();
  watched.isTimeConfirmed = [&confirmed] { return confirmed; };
  const auto open = [&] {
    f.outbox.reset();
    f.outbox = need(Outbox::open(f.folder.path(), f.clock, watched));
  };
  open();
  const Bytes mine(32, 1);
  const auto older = f.newId();
  need(f.outbox->drafts().save(mine, older, Bytes{1}, f.clock.wall()));
  const auto kept = f.clock;
  f.clock = ManualClock(f.clock.wall() + 24h * 4000);  // the battery, or a hand: years ahead
  const auto newer = f.newId();
  need(f.outbox->drafts().save(mine, newer, Bytes{2}, f.clock.wall()));
  CHECK(need(f.outbox->drafts().purge()) == 0);
  f.clock = kept;
  CHECK(need(f.outbox->drafts().purge()) == 0);
  confirmed = true;
  CHECK(need(f.outbox->drafts().purge()) == 0);
  const auto found = need(f.outbox->drafts().find(mine));
  REQUIRE(found);
  CHECK(found->caseId == newer);
  CHECK(found->savedAt == f.clock.wall());
  f.clock.advance(72h);
  CHECK(need(f.outbox->drafts().purge()) == 2);
  // Who runs as long as a draft lives knows that what was there at the start is old.
  confirmed = false;
  open();
  need(f.outbox->drafts().save(mine, older, Bytes{1}, f.clock.wall()));
  f.clock.advance(73h);
  CHECK(need(f.outbox->drafts().purge()) == 1);
}

TEST_CASE("Reports, prints and settings survive a restart") {
  Fixture f;
  const auto id = f.newId(), job = f.newId(), settledJob = f.newId();
  need(f.outbox->queue().enqueueReport(id, "/v1/proofs/p1/printed", R"({"sheetsOut":2})"));
  need(f.outbox->queue().enqueueReport(id, "/v1/proofs/p1/printed", R"({"sheetsOut":2})"));
  CHECK(codeOf(f.outbox->queue().enqueueReport(id, "/v1/proofs/p1/printed", R"({"sheetsOut":3})")) ==
        errors::kConflict);
  CHECK(codeOf(f.outbox->queue().enqueueReport(f.newId(), "http://elsewhere/", "{}")) == errors::kInvalid);
  need(f.outbox->prints().started(job, "proof", 2));
  need(f.outbox->prints().started(settledJob, "slip", 1));
  need(f.outbox->prints().settled(settledJob, 0, "printer.paper-jam"));
  CHECK(codeOf(f.outbox->prints().settled(settledJob, 1, "")) == errors::kUnknown);
  need(f.outbox->prints().started(settledJob, "slip", 1));  // tried again: it is under way again
  need(f.outbox->prints().settled(settledJob, 1, ""));
  need(f.outbox->settings().set("clock.offset-us", "12"));
  need(f.outbox->settings().set("clock.offset-us", "-13"));
  f.reopen();
  const auto report = need(f.outbox->queue().leaseReport(id));
  CHECK(report.path == "/v1/proofs/p1/printed");
  CHECK(report.json == R"({"sheetsOut":2})");
  need(f.outbox->queue().markRetry(id, "platform.busy", f.clock.wall()));
  need(f.outbox->queue().leaseReport(id));
  need(f.outbox->queue().markReportSent(id));
  CHECK(need(f.outbox->queue().statistics()).pendingReports == 0);
  const auto prints = need(f.outbox->prints().unsettled());
  REQUIRE(prints.size() == 1);
  CHECK(prints[0].jobId == job);
  CHECK(prints[0].sheets == 2);
  CHECK(*need(f.outbox->settings().value("clock.offset-us")) == "-13");
  CHECK_FALSE(need(f.outbox->settings().value("nothing")));
}

}  // namespace xiaowu::outbox::test
