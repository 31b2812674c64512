// Bad days: an old database, a damaged one, no room, and a process that is killed at every commit point.
#include "OutboxFixture.h"
#include "core/storage/Database.h"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

namespace xiaowu::outbox::test {

using namespace std::chrono_literals;

namespace {

void sql(const std::filesystem::path& file, std::string_view text) {
  storage::Database(file, {.pragmas = {}}).script(text);
}

// Schema 1 as it was released, with one waiting and one acknowledged submission. Never changed.
constexpr const char* kFixture1 = R"(
CREATE TABLE submissions(seq INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE CHECK(length(id) = 16), service TEXT NOT NULL,
  key_id TEXT NOT NULL, sealed_key BLOB NOT NULL, created_at INTEGER NOT NULL, manifest_sha256 TEXT NOT NULL CHECK(length(manifest_sha256) = 64),
  signature BLOB NOT NULL, state INTEGER NOT NULL DEFAULT 0 CHECK(state BETWEEN 0 AND 3), attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL, last_error TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '', case_number TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '', receipt TEXT, settled_at INTEGER, purged_at INTEGER, CHECK((state = 2) = (receipt IS NOT NULL))) STRICT;
CREATE INDEX submissions_due ON submissions(next_at) WHERE state IN (0, 1);
CREATE TABLE parts(seq INTEGER NOT NULL REFERENCES submissions(seq), part INTEGER NOT NULL, size INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64), PRIMARY KEY(seq, part)) STRICT, WITHOUT ROWID;
CREATE TABLE drafts(case_id BLOB PRIMARY KEY CHECK(length(case_id) = 16), lookup BLOB NOT NULL CHECK(length(lookup) = 32), sealed BLOB NOT NULL,
  saved_at INTEGER NOT NULL) STRICT;
CREATE INDEX drafts_lookup ON drafts(lookup);
INSERT INTO submissions(seq, id, service, key_id, sealed_key, created_at, manifest_sha256, signature, next_at)
  VALUES(41, x'0190000000007000800000000000000a', 'old-service', 'k', x'01', 1700000000000000,
  '0000000000000000000000000000000000000000000000000000000000000000', x'02', 1700000000000000);
INSERT INTO submissions(seq, id, service, key_id, sealed_key, created_at, manifest_sha256, signature, next_at, state, outcome, case_number, receipt)
  VALUES(42, x'0190000000007000800000000000000b', 'old-service', 'k', x'01', 1700000000000000,
  '0000000000000000000000000000000000000000000000000000000000000000', x'02', 1700000000000000, 2, 'accepted', '530102-20231114-000009', '{}');
INSERT INTO parts VALUES(41, 0, 100, '1111111111111111111111111111111111111111111111111111111111111111');
INSERT INTO drafts VALUES(x'0190000000007000800000000000000c', zeroblob(32), x'05', 1799999999000000);
PRAGMA user_version = 1;
)";

/// Runs `work` in a child process; true when it was killed by SIGKILL.
bool killedIn(const std::function<void()>& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// Everything that one case and its neighbours meet, in order.
void liveADay(Outbox& box, const ManualClock& clock, const Submission& second, const Submission& third) {
  const auto& id = second.id;
  (void)box.drafts().save(Bytes(32, 1), id, Bytes{1}, clock.wall());
  (void)box.submissions().enqueue(second);
  (void)box.queue().leaseSubmission(id);
  (void)box.queue().markRetry(id, "platform.busy", clock.wall());
  (void)box.queue().leaseSubmission(id);
  (void)box.queue().markAcknowledged(id, {SubmissionState::Accepted, "530102-20261121-000001", "", "{}"});
  (void)box.queue().enqueueReport(Uuid::makeV7(clock.wall()), "/v1/ratings", "{}");
  (void)box.prints().started(id, "slip", 1);
  (void)box.prints().settled(id, 1, "");
  (void)box.submissions().enqueue(third);
  (void)box.queue().markDead(third.id, "submission.invalid");
}

}  // namespace

TEST_CASE("A database of schema 1 is migrated with all it holds") {
  TempFolder folder;
  ManualClock clock;
  sql(folder.path() / "outbox.db", kFixture1);
  const auto outbox = need(Outbox::open(folder.path(), clock, options()));
  CHECK(outbox->openReport().migratedFrom == 1);
  const auto waiting = need(Uuid::parse("01900000-0000-7000-8000-00000000000a"));
  CHECK(need(outbox->submissions().stateOf(waiting)).state == SubmissionState::Stored);
  CHECK(need(outbox->queue().leaseSubmission(waiting)).parts.size() == 1);
  CHECK(need(outbox->submissions().stateOf(need(Uuid::parse("01900000-0000-7000-8000-00000000000b"))))
            .caseNumber == "530102-20231114-000009");
  CHECK(need(outbox->drafts().find(Bytes(32, 0)))->sealedBlob == Bytes{5});
  CHECK(need(outbox->copies().numbers()).kept == 1);
  need(outbox->queue().enqueueReport(Uuid::makeV7(clock.wall()), "/v1/ratings", "{}"));
  CHECK(need(outbox->submissions().enqueue(submission(Uuid::makeV7(clock.wall()), clock.wall()))).seq == 43);
}

TEST_CASE("A database of a later version is left untouched") {
  TempFolder folder;
  ManualClock clock;
  sql(folder.path() / "outbox.db", "CREATE TABLE future(x); PRAGMA user_version = 99;");
  CHECK(codeOf(Outbox::open(folder.path(), clock, options())) == errors::kTooNew);
  CHECK(codeOf(Outbox::open(folder.path(), clock, options())) == errors::kTooNew);
}

TEST_CASE("A damaged database is set aside, its submissions come back, and the numbers go on") {
  Fixture f;
  const auto id = f.newId();
  for (int n = 0; n < 2; ++n) {
    need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall())));
  }
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  f.outbox.reset();
  const auto file = f.folder.path() / "outbox.db";
  SECTION("garbage at the start") {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out << "this is not a database, it was one";
  }
  SECTION("garbage in the middle") {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(4096);
    for (int n = 0; n < 4096; ++n) {
      out.put(static_cast<char>(n * 31));
    }
  }
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  const auto names = f.outbox->openReport().setAside;
  REQUIRE_FALSE(names.empty());
  for (const auto& name : names) {
    CHECK(std::filesystem::exists(f.folder.path() / name));
  }
  CHECK(f.outbox->openReport().loss == Loss::Database);
  CHECK(f.outbox->openReport().rebuilt == 3);
  CHECK(need(f.outbox->submissions().stateOf(id)).state == SubmissionState::Stored);
  CHECK(need(f.outbox->queue().leaseSubmission(id)).seq == 3);
  CHECK(codeOf(f.outbox->submissions().readPart(id, 2)) == "success");
  CHECK(need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall()))).seq == 4);

  f.outbox.reset();  // a second time in the same second: nothing is overwritten
  std::ofstream(file, std::ios::trunc) << "broken again and long enough to be looked at by the database";
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, options()));
  for (const auto& name : f.outbox->openReport().setAside) {
    CHECK(std::find(names.begin(), names.end(), name) == names.end());
  }
  CHECK(need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall()))).seq == 5);
}

TEST_CASE("What a power cut left of a note of numbers is swept, and the numbers go on") {
  Fixture f;
  need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall())));
  const auto left = f.folder.path() / "seq.high.tmp4711-0";
  std::ofstream(left) << "2";
  f.reopen();
  CHECK_FALSE(std::filesystem::exists(left));
  CHECK(std::filesystem::exists(f.folder.path() / "seq.high"));
  CHECK(need(f.outbox->submissions().enqueue(submission(f.newId(), f.clock.wall()))).seq == 2);
}

TEST_CASE("A part that changed on the disk is found out") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->submissions().enqueue(submission(id, f.clock.wall())));
  std::fstream(f.partsOf(id) / "1.part", std::ios::in | std::ios::out | std::ios::binary) << "x";
  std::filesystem::remove(f.partsOf(id) / "2.part");
  CHECK(codeOf(f.outbox->submissions().readPart(id, 0)) == "success");
  CHECK(codeOf(f.outbox->submissions().readPart(id, 1)) == errors::kPartDamaged);
  CHECK(codeOf(f.outbox->submissions().readPart(id, 2)) == errors::kPartDamaged);
}

TEST_CASE("Below the reserve nothing is taken") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->drafts().save(Bytes(32, 1), id, Bytes{1}, f.clock.wall()));
  f.outbox.reset();
  auto greedy = options();
  greedy.reserveBytes = 1ULL << 62;
  f.outbox = need(Outbox::open(f.folder.path(), f.clock, greedy));
  CHECK(codeOf(f.outbox->submissions().enqueue(submission(id, f.clock.wall()))) == errors::kDiskFull);
  CHECK(codeOf(f.outbox->drafts().save(Bytes(32, 1), f.newId(), Bytes{2}, f.clock.wall())) ==
        errors::kDiskFull);
  CHECK_FALSE(need(f.outbox->spaceState(1ULL << 62)).enough);
  CHECK(need(f.outbox->spaceState(1)).enough);
  CHECK(need(f.outbox->drafts().find(Bytes(32, 1)))->caseId == id);
  CHECK_FALSE(std::filesystem::exists(f.partsOf(id)));
}

TEST_CASE("A write that fails half-way leaves nothing behind and keeps the draft") {
  Fixture f;
  const auto id = f.newId();
  need(f.outbox->drafts().save(Bytes(32, 1), id, Bytes{1}, f.clock.wall()));
  auto large = submission(id, f.clock.wall(), 3, 2000);
  large.sealedParts[2].resize(900'000);
  // The file size limit makes the third part's write fail in its middle, as a full disk does.
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  auto limited = before;
  limited.rlim_cur = 500'000;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limited) == 0);
  const auto refused = f.outbox->submissions().enqueue(large);
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  CHECK(codeOf(refused) == errors::kDiskFull);
  CHECK_FALSE(std::filesystem::exists(f.partsOf(id)));
  CHECK(need(f.outbox->drafts().find(Bytes(32, 1)))->caseId == id);
  CHECK(need(f.outbox->submissions().enqueue(large)).seq == 1);
}

TEST_CASE("A full file system refuses, cleans up, and works again when there is room") {
  TempFolder mountPoint;
  if (::mount("tmpfs", mountPoint.path().c_str(), "tmpfs", 0, "size=2m") != 0) {
    WARN("not allowed to mount: the full file system itself is not tested here");
    return;
  }
  {
    ManualClock clock;
    auto none = options();
    none.reserveBytes = 0;
    const auto folder = mountPoint.path() / "box";
    auto outbox = need(Outbox::open(folder, clock, none));
    int stored = 0;
    Result<Enqueued> last;
    std::vector<Uuid> ids;
    for (; stored < 100; ++stored) {
      ids.push_back(Uuid::makeV7(clock.wall()));
      last = outbox->submissions().enqueue(submission(ids.back(), clock.wall(), 3, 60'000));
      if (!last) {
        break;
      }
    }
    CHECK(codeOf(last) == errors::kDiskFull);
    CHECK(stored > 3);
    CHECK_FALSE(std::filesystem::exists(folder / "parts" / ids.back().text()));
    CHECK(need(outbox->queue().statistics()).pending == stored);
    for (int n = 0; n < stored; ++n) {
      CHECK(codeOf(outbox->submissions().readPart(ids[static_cast<std::size_t>(n)], 2)) == "success");
    }
    // Fill up to the last byte: then the database itself cannot grow.
    {
      std::ofstream filler(folder / "filler", std::ios::binary);
      const std::string block(4096, 'x');
      while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        continue;
      }
    }
    Result<void> report;
    for (int n = 0; n < 2000 && report; ++n) {
      report =
          outbox->queue().enqueueReport(Uuid::makeV7(clock.wall()), "/v1/ratings", std::string(2000, 'r'));
    }
    CHECK(codeOf(report) == errors::kDiskFull);
    std::filesystem::remove(folder / "filler");
    outbox = nullptr;
    outbox = need(Outbox::open(folder, clock, none));
    CHECK(outbox->openReport().setAside.empty());
    CHECK(need(outbox->queue().statistics()).pending == stored);
  }
  CHECK(::umount(mountPoint.path().c_str()) == 0);
}

TEST_CASE(
    "Killed at every commit point: acknowledged is there, a half submission never is, nothing is doubled") {
  const std::vector<std::string> points{"draft.saved",
                                        "submission.parts-written",
                                        "submission.manifest-written",
                                        "submission.enqueued",
                                        "item.leased",
                                        "item.retry",
                                        "receipt.stored",
                                        "receipt.noted",
                                        "report.enqueued",
                                        "print.started",
                                        "print.settled",
                                        "item.dead"};
  for (const auto& point : points) {
    DYNAMIC_SECTION(point) {
      TempFolder folder;
      ManualClock clock;
      const auto before = Uuid::makeV7(clock.wall()), id = Uuid::makeV7(clock.wall()),
                 dead = Uuid::makeV7(clock.wall());
      const auto first = submission(before, clock.wall()), second = submission(id, clock.wall()),
                 third = submission(dead, clock.wall());
      const bool killed = killedIn([&] {
        // The first submission is stored quietly; the hook strikes during the second, or later.
        bool armed = false;
        const auto outbox = Outbox::open(folder.path(), clock, options([&](std::string_view reached) {
                                           if (armed && reached == point) {
                                             ::raise(SIGKILL);
                                           }
                                         }));
        if (!outbox || !(*outbox)->submissions().enqueue(first)) {
          ::_exit(1);
        }
        armed = true;
        liveADay(**outbox, clock, second, third);
      });
      REQUIRE(killed);
      const auto outbox = need(Outbox::open(folder.path(), clock, options()));
      CHECK(outbox->openReport().setAside.empty());
      CHECK(need(outbox->submissions().stateOf(before)).seq == 1);
      const auto at = [&](std::string_view name) {
        return std::find(points.begin(), points.end(), name) - points.begin();
      };
      const auto step = at(point);
      CHECK(outbox->openReport().loss == Loss::None);
      CHECK(outbox->openReport().rebuilt == (point == "submission.manifest-written" ? 1 : 0));
      const auto state = outbox->submissions().stateOf(id);
      const bool draft = need(outbox->drafts().find(Bytes(32, 1))).has_value();
      if (step < 2) {  // nobody was told that it is stored
        CHECK(codeOf(state) == errors::kUnknown);
        CHECK(draft);
        CHECK(outbox->openReport().removedOrphans == (step == 1 ? 1 : 0));
        CHECK(need(outbox->queue().due(clock.wall())).size() == 1);
        CHECK(need(outbox->submissions().enqueue(second)).seq == 2);
      } else {
        CHECK_FALSE(draft);
        CHECK(need(state).seq == 2);
        CHECK(need(state).state ==
              (at("receipt.stored") > step ? SubmissionState::Stored : SubmissionState::Accepted));
        for (std::size_t part = 0; part < second.sealedParts.size(); ++part) {
          CHECK(need(outbox->submissions().readPart(id, part)) == second.sealedParts[part]);
        }
        CHECK(need(outbox->submissions().enqueue(second)).alreadyThere);
      }
      CHECK(need(outbox->queue().statistics()).pendingReports == (step >= at("report.enqueued") ? 1 : 0));
      CHECK(need(outbox->prints().unsettled()).size() == (step == at("print.started") ? 1U : 0U));
      CHECK(need(outbox->queue().deadLetters()).size() == (step == at("item.dead") ? 1U : 0U));
    }
  }
}

}  // namespace xiaowu::outbox::test
