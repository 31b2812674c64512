#include "core/storage/DurableFile.h"
#include "platform/server/repository/Repository.h"
#include "platform/server/storage/Keys.h"
#include "platform/server/storage/StorageErrors.h"

#include "tests/support/Catch.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <fstream>

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "xiaowu-repository-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
};

NewCase newCase(const std::string& id, std::int64_t seq, const std::string& applicant,
                const std::string& state = "accepted") {
  return {{id,
           "K1",
           seq,
           "service",
           "key",
           "sealed",
           "manifest",
           state,
           {},
           state == "returned" ? "some.reason" : "",
           "李*",
           1000 + seq,
           {}},
          applicant,
          "430624",
          "20261121"};
}

FileOutcome file(Repository& repository, const NewCase& filed) {
  auto outcome = repository.file(filed, [](const SubmissionRow& row) {
    return "receipt of " + row.submissionId + " " + row.caseNumber;
  });
  REQUIRE(outcome);
  return *outcome;
}

}  // namespace

TEST_CASE("what was committed is there after opening again") {
  const Folder folder;
  const auto database = folder.path / "p.sqlite";
  {
    const auto repository = openSqlite(database).value();
    REQUIRE(repository->enrol({"K1", "key", "430624", 1}));
    REQUIRE(repository->enrol({"K1", "newer key", "430624", 2}));
    CHECK(repository->addPart({"s1", 0, "hash", "K1", 4, 5}).value() == PartOutcome::Stored);
    CHECK(repository->addPart({"s1", 0, "hash", "K1", 4, 5}).value() == PartOutcome::Same);
    CHECK(repository->addPart({"s1", 0, "other", "K1", 4, 5}).value() == PartOutcome::Conflict);
    CHECK(file(*repository, newCase("s1", 1, "a")).created);
  }
  const auto repository = openSqlite(database).value();
  CHECK(repository->kiosk("K1").value()->publicKey == "newer key");
  CHECK(repository->kiosk("K1").value()->enrolledAt == 1);
  CHECK_FALSE(repository->kiosk("'; DROP TABLE kiosks; --").value());
  CHECK(repository->parts("s1").value().size() == 1);
  CHECK(repository->submission("s1").value()->receipt == "receipt of s1 430624-20261121-000001");
  const auto again = file(*repository, newCase("s1", 1, "a"));
  CHECK_FALSE(again.created);
  CHECK(again.row.receipt == "receipt of s1 430624-20261121-000001");
}

TEST_CASE(
    "a database of version 1 is brought up; its kiosks may not have faces compared until they are enrolled "
    "for it") {
  const Folder folder;
  const auto database = folder.path / "p.sqlite";
  REQUIRE(openSqlite(database).value()->enrol({"K1", "key", "430624", 1}));
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);  // back to what version 1 wrote
  const char* downgrade =
      "DROP TABLE staff_checks; DROP TABLE papers; ALTER TABLE submissions DROP COLUMN approval; DROP TABLE "
      "comparisons; ALTER TABLE kiosks DROP COLUMN may_compare_faces; PRAGMA user_version=1";
  REQUIRE(sqlite3_exec(handle, downgrade, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
  const auto repository = openSqlite(database).value();
  CHECK(repository->kiosk("K1").value()->publicKey == "key");
  CHECK_FALSE(repository->kiosk("K1").value()->mayCompareFaces);
  REQUIRE(repository->enrol({"K1", "key", "430624", 2, true}));
  CHECK(repository->kiosk("K1").value()->mayCompareFaces);
  CHECK(repository->kiosks().value().at(0).kiosk.mayCompareFaces);
  REQUIRE(repository->enrol({"K1", "key", "430624", 3}));
  CHECK_FALSE(repository->kiosk("K1").value()->mayCompareFaces);
}

TEST_CASE(
    "case numbers count per area and day; duplicates get the earlier one; seq belongs to one submission") {
  const Folder folder;
  const auto repository = openSqlite(folder.path / "p.sqlite").value();
  REQUIRE(repository->enrol({"K1", "key", "430624", 1}));
  CHECK(file(*repository, newCase("s1", 1, "a")).row.caseNumber == "430624-20261121-000001");
  CHECK(file(*repository, newCase("s2", 2, "b", "returned")).row.caseNumber == "430624-20261121-000002");
  CHECK(file(*repository, newCase("s3", 3, "b")).row.state == "accepted");
  const auto twice = file(*repository, newCase("s4", 4, "a"));
  CHECK(twice.row.state == "alreadySubmitted");
  CHECK(twice.row.caseNumber == "430624-20261121-000001");
  CHECK(file(*repository, newCase("s5", 4, "c")).conflict);
  auto tomorrow = newCase("s6", 6, "a");
  tomorrow.day = "20261122";
  CHECK(file(*repository, tomorrow).row.caseNumber == "430624-20261122-000001");
  CHECK(repository->counts().value().cases == 3);
  CHECK(repository->kiosks().value().at(0).gaps ==
        std::vector<std::pair<std::int64_t, std::int64_t>>{{5, 5}});
  CHECK(repository->kiosks().value().at(0).lastSeq == 6);
}

TEST_CASE("a receipt that cannot be written leaves nothing behind") {
  const Folder folder;
  const auto repository = openSqlite(folder.path / "p.sqlite").value();
  REQUIRE(repository->enrol({"K1", "key", "430624", 1}));
  CHECK_THROWS(repository->file(newCase("s1", 1, "a"),
                                [](const SubmissionRow&) -> std::string { throw std::runtime_error("no"); }));
  CHECK_FALSE(repository->submission("s1").value());
  CHECK(file(*repository, newCase("s1", 1, "a")).row.caseNumber == "430624-20261121-000001");
}

TEST_CASE("a database of a newer program, or no database at all, is refused and left alone") {
  const Folder folder;
  const auto newer = folder.path / "newer.sqlite";
  (void)openSqlite(newer).value();
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(newer.c_str(), &handle) == SQLITE_OK);
  REQUIRE(sqlite3_exec(handle, "PRAGMA user_version=99", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(handle);
  CHECK(openSqlite(newer).error().code == platform::errors::kDatabase);
  const auto damaged = folder.path / "damaged.sqlite";
  const std::string nonsense(8192, 'x');
  std::ofstream(damaged) << nonsense;
  CHECK(openSqlite(damaged).error().code == platform::errors::kDatabase);
  CHECK(textOf(*storage::readWhole(damaged, 10'000, kFileCodes)) == nonsense);
  CHECK_FALSE(openSqlite(folder.path / "missing" / "p.sqlite"));
}

TEST_CASE("keys are made once; a damaged key stops the start") {
  const Folder folder;
  const auto first = Keys::openOrMake(folder.path).value();
  const auto second = Keys::openOrMake(folder.path).value();
  CHECK(first.keyId == second.keyId);
  CHECK(first.operatorToken == second.operatorToken);
  CHECK(first.signer.publicKey() == second.signer.publicKey());
  CHECK(sealKey(folder.path));
  std::filesystem::resize_file(folder.path / "keys/signing.key", 5);
  CHECK_FALSE(Keys::openOrMake(folder.path));
}
