// What is kept after the receipt, for how long, and when it is offered again.
#include "OutboxFixture.h"
#include "core/base/Time.h"

#include "tests/support/Catch.h"

namespace xiaowu::outbox::test {

using namespace std::chrono_literals;

namespace {

std::string receiptOf(WallTime receivedAt) {
  return R"({"receivedAt":")" + rfc3339(receivedAt) + R"("})";
}

/// A submission that the platform received now, by its clock.
Uuid delivered(Fixture& f, WallTime receivedAt) {
  f.clock.advance(1ms);
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  need(f.outbox->queue().markAcknowledged(
      id, {SubmissionState::Accepted, "430624-20261121-000001", "", receiptOf(receivedAt)}));
  return id;
}

bool isKept(const Fixture& f, const Uuid& id) {
  return f.outbox->submissions().readPart(id, 0).has_value();
}

}  // namespace

TEST_CASE("A copy is kept for its time and until it is in a backup, by the platform's clock alone") {
  Fixture f;
  const auto received = wholeMillis(f.clock.wall());
  const auto id = delivered(f, received);
  f.clock.advance(24h * 3650);  // this machine's clock says nothing
  CHECK(need(f.outbox->copies().purge(0)) == 0);
  f.hear(received + 6 * 24h, received + 24h);
  CHECK(need(f.outbox->copies().purge(0)) == 0);  // in a backup, too young
  f.hear(received + 8 * 24h, {});
  CHECK(need(f.outbox->copies().purge(0)) == 0);  // old enough, in no backup
  f.hear(received + 8 * 24h, received);
  CHECK(need(f.outbox->copies().purge(0)) == 0);  // the backup is of the same moment: not surely in it
  f.hear(received - 24h, received + 1ms);         // the platform's clock was set back
  CHECK(need(f.outbox->copies().purge(0)) == 0);
  REQUIRE(isKept(f, id));
  f.hear(received + 8 * 24h, received + 1ms);
  CHECK(need(f.outbox->copies().purge(0)) == 1);
  CHECK_FALSE(isKept(f, id));
  CHECK_FALSE(std::filesystem::exists(f.partsOf(id)));
  CHECK(need(f.outbox->submissions().stateOf(id)).caseNumber == "430624-20261121-000001");
  f.reopen();
  CHECK(f.outbox->openReport().missingParts == 0);
  CHECK(need(f.outbox->copies().numbers()).kept == 0);
}

TEST_CASE("A platform that never says what is backed up does not fill the disk for ever") {
  Fixture f;
  const auto received = wholeMillis(f.clock.wall());
  const auto id = delivered(f, received);
  f.hear(received + 30 * 24h, {});
  CHECK(need(f.outbox->copies().purge(0)) == 0);
  f.hear(received + 30 * 24h + 1ms, {});
  CHECK(need(f.outbox->copies().purge(0)) == 1);
  CHECK_FALSE(isKept(f, id));
  // Nor does one that knows no epochs, and nothing is offered to it.
  const auto other = delivered(f, received);
  CHECK(need(f.outbox->copies().heard({0, "", {}, received + 30 * 24h})) == 0);
  CHECK(need(f.outbox->copies().purge(0)) == 0);
  CHECK(need(f.outbox->copies().heard({0, "", {}, received + 31 * 24h})) == 0);
  CHECK(need(f.outbox->copies().purge(0)) == 1);
  CHECK_FALSE(isKept(f, other));
}

TEST_CASE("A full disk takes copies, those in a backup first, and never what waits or is to be given back") {
  Fixture f;
  const auto start = wholeMillis(f.clock.wall());
  const auto old = delivered(f, start), backedUp = delivered(f, start - 24h);
  f.clock.advance(1ms);
  const auto waiting = f.newId();
  need(f.outbox->submissions().enqueue(submission(waiting, f.clock.wall())));
  f.hear(start + 1h, start - 23h);
  const auto enough = need(f.outbox->spaceState(0)).freeBytes / 2;
  CHECK(need(f.outbox->copies().purge(enough)) == 0);
  std::vector<std::string> points;
  CHECK(need(f.outbox->copies().heard({2, "0000abcd", {}, start})) == 2);
  CHECK(need(f.outbox->copies().purge(UINT64_MAX)) == 0);
  CHECK((isKept(f, old) && isKept(f, backedUp)));
  need(f.outbox->copies().settle(backedUp));
  CHECK(need(f.outbox->copies().purge(UINT64_MAX)) == 1);
  CHECK_FALSE(isKept(f, backedUp));
  need(f.outbox->copies().settle(old));
  CHECK(need(f.outbox->copies().purge(UINT64_MAX)) == 1);
  CHECK(isKept(f, waiting));
}

TEST_CASE("Another epoch, by number or tag, has every copy offered; the same one has none") {
  Fixture f;
  const auto at = wholeMillis(f.clock.wall());
  const auto first = delivered(f, at), second = delivered(f, at);
  auto& copies = f.outbox->copies();
  CHECK(f.hear(at, {}) == 0);
  CHECK_FALSE(need(copies.due(f.clock.wall())));
  CHECK(need(copies.heard({1, "1111abcd", {}, at})) == 2);
  CHECK(need(copies.epoch()) == 1);
  CHECK(need(copies.due(f.clock.wall()))->id == first);
  const auto found = need(copies.find(first));
  CHECK(found.receiptJson == receiptOf(at));
  CHECK(found.manifest.seq == 1);
  CHECK(found.manifest.parts.size() == 3);
  need(copies.retry(first, "platform.unreachable", f.clock.wall() + 1min, false));
  CHECK(need(copies.due(f.clock.wall()))->id == second);
  need(copies.settle(second));
  CHECK_FALSE(need(copies.due(f.clock.wall())));
  CHECK(codeOf(copies.find(second)) == errors::kUnknown);
  CHECK(need(copies.nextDueAt()) == f.clock.wall() + 1min);
  f.clock.advance(-48h);  // the clock is set back: it is not hidden for longer than a day
  CHECK(need(copies.due(f.clock.wall()))->attempts == 1);
  f.clock.advance(48h);
  need(copies.retry(first, "submission.receipt-unknown", f.clock.wall() + 1min, true));
  CHECK(need(copies.numbers()).held == 1);
  CHECK(need(f.outbox->submissions().stateOf(first)).state == SubmissionState::Accepted);
  CHECK(need(f.outbox->queue().statistics()).pending == 0);
  CHECK(need(f.outbox->queue().requeueAll()) == 1);  // people removed the cause
  CHECK(need(copies.numbers()).held == 0);
  CHECK(need(copies.due(f.clock.wall()))->attempts == 0);
  f.reopen();
  CHECK(need(f.outbox->copies().heard({1, "1111abcd", {}, at})) == 0);
  CHECK(need(f.outbox->copies().numbers()).toGiveBack == 1);  // what was begun goes on
}

TEST_CASE("After the kiosk got a new key its copies are signed anew, so that the platform can take them") {
  TempFolder folder;
  const ManualClock clock;
  const auto id = Uuid::makeV7(clock.wall());
  Manifest before;
  {
    const auto box = need(Outbox::open(folder.path(), clock, options()));
    need(box->submissions().enqueue(submission(id, clock.wall())));
    need(box->queue().markAcknowledged(id, {SubmissionState::Accepted, "1", "", receiptOf(clock.wall())}));
    need(box->copies().heard({1, "0000abcd", {}, clock.wall()}));
    before = need(box->copies().find(id)).manifest;
  }
  const auto key = crypto::Signer::generate();
  auto changed = options();
  changed.sign = [&](std::string_view text) { return key.sign(text); };
  changed.publicKey.assign(key.publicKey().begin(), key.publicKey().end());
  const auto box = need(Outbox::open(folder.path(), clock, changed));
  const auto after = need(box->copies().find(id)).manifest;
  CHECK(sha256Of(after) == sha256Of(before));  // the receipt is of this text
  CHECK(crypto::verify(canonicalText(after), after.signature, key.publicKey()));
  CHECK(need(box->submissions().stateOf(id)).state == SubmissionState::Accepted);
  CHECK(box->openReport().revived == 0);
}

TEST_CASE("A command is done once, whatever is lost in between") {
  Fixture f;
  const auto id = f.newId(), command = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  need(f.outbox->queue().leaseSubmission(id));
  need(f.outbox->queue().markDead(id, "submission.invalid"));
  CHECK(need(f.outbox->queue().requeueFor(command, std::nullopt)) == 1);
  need(f.outbox->queue().leaseSubmission(id));
  need(f.outbox->queue().markDead(id, "submission.invalid"));
  f.reopen();
  CHECK(need(f.outbox->queue().requeueFor(command, std::nullopt)) == 1);  // what it did then
  CHECK(need(f.outbox->submissions().stateOf(id)).state == SubmissionState::Dead);
  const auto told = need(f.outbox->queue().commandsToTell());
  REQUIRE(told.size() == 1);
  CHECK(told[0].id == command);
  CHECK(told[0].known);
  need(f.outbox->queue().commandsTold(told));
  CHECK(need(f.outbox->queue().commandsToTell()).empty());
  CHECK(need(f.outbox->queue().requeueFor(command, std::nullopt)) == 1);
  CHECK(need(f.outbox->queue().commandsToTell()).size() == 1);  // it did not hear
  const auto other = Uuid::makeV7(f.clock.wall() + 1ms);
  CHECK(need(f.outbox->queue().requeueFor(other, id)) == 1);
  CHECK(need(f.outbox->submissions().stateOf(id)).state == SubmissionState::Stored);
}

}  // namespace xiaowu::outbox::test
