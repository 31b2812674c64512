// What belongs to the engine SQLite alone; its promises as a repository are in tests/contract/repository.
#include "core/storage/DurableFile.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"
#include "platform/server/storage/Keys.h"
#include "platform/server/storage/StorageErrors.h"

#include "tests/support/Catch.h"
#include "tests/support/TempFolder.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <fstream>

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

/// Takes back what versions 7 to 10 made.
const std::string kBackTo6 =
    "DROP TABLE epochs; DROP TABLE kiosk_commands; DROP INDEX submissions_by_number; "
    "DROP INDEX IF EXISTS unfinished_in_time; DROP INDEX IF EXISTS comparisons_in_time; DROP INDEX IF EXISTS "
    "staff_checks_in_time; DROP TABLE proof_papers; ALTER TABLE proofs ADD COLUMN answer TEXT NOT NULL "
    "DEFAULT ''; DROP TABLE "
    "filings; CREATE TABLE filed_days(applicant_hash TEXT NOT NULL, service TEXT NOT NULL, day TEXT NOT "
    "NULL, "
    "case_number TEXT NOT NULL, PRIMARY KEY(applicant_hash, service, day)); ";

void change(const std::filesystem::path& database, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);
  REQUIRE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
}

/// While it lives no file of this process can be made longer: what a full disk does to whoever writes.
class NoRoom {
 public:
  NoRoom() {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &m_before);
    auto none = m_before;
    none.rlim_cur = 0;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &none) == 0);
  }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;
  ~NoRoom() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

 private:
  rlimit m_before{};
};

}  // namespace

TEST_CASE(
    "without room a database is opened for reading, with what its log holds, and writes again with room") {
  const test::TempFolder folder;
  const auto running = folder.path() / "running.sqlite";
  const auto database = folder.path() / "p.sqlite";
  {
    const auto repository = openSqlite(running).value();
    REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 1}));
    // As a power cut leaves it: the last commits are in the log alone.
    std::filesystem::copy(running, database);
    std::filesystem::copy(running.string() + "-wal", database.string() + "-wal");
  }
  std::unique_ptr<Repository> repository;
  {
    const NoRoom full;
    auto opened = openSqlite(database);
    CHECK_FALSE(openSqlite(folder.path() / "new.sqlite"));
    repository = std::move(opened.value());
    CHECK(repository->isReadOnly());
    CHECK(repository->kiosks().find("K1").value()->publicKey == "key");
    CHECK(repository->kiosks().enrol({"K2", "key", "430624", 1}).error().code == platform::errors::kDatabase);
    CHECK_FALSE(repository->tryToWrite());
    CHECK(repository->kiosks().find("K1").value()->publicKey == "key");
  }
  CHECK(repository->tryToWrite());
  CHECK_FALSE(repository->isReadOnly());
  CHECK(repository->kiosks().find("K1").value()->publicKey == "key");
  CHECK(repository->kiosks().enrol({"K2", "key", "430624", 1}));
  // Older tables cannot be read by this program, and it says why it does not start.
  repository.reset();
  change(database, "PRAGMA user_version=8");
  const NoRoom full;
  CHECK_FALSE(openSqlite(database));
}

TEST_CASE(
    "a database of version 1 is brought up; its kiosks may not have faces compared until they are enrolled "
    "for it") {
  const test::TempFolder folder;
  const auto database = folder.path() / "p.sqlite";
  REQUIRE(openSqlite(database).value()->kiosks().enrol({"K1", "key", "430624", 1}));
  const char* downgrade =  // back to what version 1 wrote
      "DROP TABLE staff_checks; DROP TABLE papers; ALTER TABLE submissions DROP COLUMN approval; DROP TABLE "
      "comparisons; ALTER TABLE kiosks DROP COLUMN may_compare_faces; DROP TABLE audit; DROP TABLE "
      "unfinished_parts; PRAGMA user_version=1";
  change(database, kBackTo6 + downgrade);
  const auto repository = openSqlite(database).value();
  CHECK(repository->kiosks().find("K1").value()->publicKey == "key");
  CHECK_FALSE(repository->kiosks().find("K1").value()->mayCompareFaces);
  REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 2, true}));
  CHECK(repository->kiosks().find("K1").value()->mayCompareFaces);
  CHECK(repository->kiosks().all().value().at(0).kiosk.mayCompareFaces);
  REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 3}));
  CHECK_FALSE(repository->kiosks().find("K1").value()->mayCompareFaces);
}

TEST_CASE("parts of a version 5 database keep their kiosk; those of no submission count as unfinished") {
  const test::TempFolder folder;
  const auto database = folder.path() / "p.sqlite";
  {
    const auto repository = openSqlite(database).value();
    REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 1}));
    NewCase filed;
    filed.row.submissionId = "s1";
    filed.row.kioskId = "K1";
    filed.row.seq = 1;
    REQUIRE(repository->submissions().file(filed, [](const SubmissionRow&) { return std::string("r"); }));
  }
  const char* version5 =
      "DROP TABLE unfinished_parts; DROP TABLE parts; CREATE TABLE parts(submission_id TEXT NOT NULL, "
      "part_index INTEGER NOT NULL, sha256 TEXT NOT NULL, kiosk_id TEXT NOT NULL REFERENCES "
      "kiosks(kiosk_id), size BIGINT NOT NULL, stored_at BIGINT NOT NULL, PRIMARY KEY(submission_id, "
      "part_index)); INSERT INTO parts VALUES('s1', 0, 'h1', 'K1', 10, 5); INSERT INTO parts VALUES('s2', 3, "
      "'h2', 'K1', 20, 6); PRAGMA user_version=5";
  change(database, kBackTo6 + version5);
  const auto repository = openSqlite(database).value();
  CHECK(repository->submissions().parts("s1", "K1").value().at(0).sha256 == "h1");
  CHECK(repository->submissions().parts("s2", "K1").value().at(0).index == 3);
  CHECK(repository->submissions().unfinishedBytes("K1", 0).value() == 20);
}

TEST_CASE("papers in clear and hashes that can be guessed leave a version 6 database and its file") {
  const test::TempFolder folder;
  const auto database = folder.path() / "p.sqlite";
  REQUIRE(openSqlite(database).value()->kiosks().enrol({"K1", "key", "430624", 1}));
  const char* version6 =
      "INSERT INTO filed_days VALUES('a', 'service', '20261121', '430624-20261121-000009'); INSERT INTO "
      "proofs(proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, title, seal_mark, "
      "sheets, issued_at, answer, sheets_out) VALUES('p1', 'r1', 'K1', 'AAAA', 'plainhash', '李*', '证明', "
      "'1234', 1, 7, 'JVBERi0' || hex(zeroblob(20000)) || 'clear', 0); PRAGMA user_version=6";
  change(database, kBackTo6 + version6);
  const auto bytes = [&] {
    return std::string(textOf(*storage::readWhole(database, 10'000'000, kFileCodes)));
  };
  REQUIRE(bytes().find("JVBERi0") != std::string::npos);
  {
    const auto repository = openSqlite(database).value();
    CHECK(repository->proofs().byCode("AAAA").value()->title == "证明");
    CHECK(repository->proofs().byRequest("K1", "r1").value()->holderHash.empty());
    CHECK_FALSE(repository->proofs().paper("p1").value());
    // What was filed before has no content to compare: nothing is said to be the same.
    NewCase filed;
    filed.row.submissionId = "s1";
    filed.row.kioskId = "K1";
    filed.row.seq = 1;
    filed.row.service = "service";
    filed.applicantHash = "a";
    filed.day = "20261121";
    filed.contentHash = "content";
    const auto outcome =
        repository->submissions().file(filed, [](const SubmissionRow&) { return std::string("r"); });
    CHECK(outcome.value().row.state == CaseState::Accepted);
    // Nor in the log beside it, while the platform runs on.
    const auto log = storage::readWhole(database.string() + "-wal", 10'000'000, kFileCodes);
    CHECK((!log || textOf(*log).find("JVBERi0") == std::string_view::npos));
  }
  CHECK(bytes().find("JVBERi0") == std::string::npos);
  CHECK(bytes().find("plainhash") == std::string::npos);
  CHECK(bytes().find("clear") == std::string::npos);
}

TEST_CASE("a database of a newer program, or no database at all, is refused and left alone") {
  const test::TempFolder folder;
  const auto newer = folder.path() / "newer.sqlite";
  (void)openSqlite(newer).value();
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(newer.c_str(), &handle) == SQLITE_OK);
  REQUIRE(sqlite3_exec(handle, "PRAGMA user_version=99", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
  CHECK(openSqlite(newer).error().code == platform::errors::kDatabase);
  const auto damaged = folder.path() / "damaged.sqlite";
  const std::string nonsense(8192, 'x');
  std::ofstream(damaged) << nonsense;
  CHECK(openSqlite(damaged).error().code == platform::errors::kDatabase);
  CHECK(textOf(*storage::readWhole(damaged, 10'000, kFileCodes)) == nonsense);
  CHECK_FALSE(openSqlite(folder.path() / "missing" / "p.sqlite"));
}

TEST_CASE("a name in the database that no program wrote is an error, not a guess") {
  const test::TempFolder folder;
  const auto database = folder.path() / "p.sqlite";
  const auto repository = openSqlite(database).value();
  REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 1}));
  NewCase filed;
  filed.row.submissionId = "s1";
  filed.row.kioskId = "K1";
  filed.row.seq = 1;
  filed.applicantHash = "a";
  filed.papers.resize(1);
  filed.papers[0].paperId = "p1";
  REQUIRE(repository->submissions().file(filed, [](const SubmissionRow&) { return std::string("receipt"); }));
  ComparisonRow row;
  row.kioskId = "K1";
  row.requestId = "q1";
  REQUIRE(repository->comparisons().begin(row, 3, 100));
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);
  const char* strange =
      "UPDATE submissions SET state='lost'; UPDATE papers SET trust='E'; UPDATE comparisons SET "
      "outcome='perhaps'";
  REQUIRE(sqlite3_exec(handle, strange, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
  CHECK(repository->submissions().find("s1").error().code == platform::errors::kDatabase);
  CHECK(repository->submissions().overview().error().code == platform::errors::kDatabase);
  CHECK(repository->papers().find("p1").error().code == platform::errors::kDatabase);
  CHECK(repository->comparisons().begin(row, 3, 100).error().code == platform::errors::kDatabase);
}
