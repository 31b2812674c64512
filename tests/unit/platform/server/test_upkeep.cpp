// What upkeep takes away, over a real database and real files.
#include "core/base/Time.h"
#include "core/crypto/Sealing.h"
#include "core/storage/DurableFile.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"
#include "platform/server/storage/StorageErrors.h"
#include "platform/server/upkeep/Upkeep.h"

#include "tests/support/Catch.h"
#include "tests/support/TempFolder.h"

#include <thread>

using namespace xiaowu;
using namespace xiaowu::platform;
using namespace std::chrono_literals;

namespace {

struct House {
  House() { REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 1})); }

  [[nodiscard]] PartPlaces places() { return {parts, partials}; }
  [[nodiscard]] std::int64_t now() const { return toUnixMicros(clock.wall()); }

  /// Stores the bytes as a part's file, old enough to be looked at, and its row.
  std::filesystem::path part(const Uuid& id, int index, const std::string& content, bool withRow = true) {
    const auto sha = toHex(crypto::sha256(viewOf(content)));
    REQUIRE(parts.store(id, static_cast<std::size_t>(index), sha, viewOf(content)));
    const auto text = id.text();
    const auto file =
        folder.path() / "parts" / text.substr(text.size() - 2) / text / (std::to_string(index) + "-" + sha);
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - 48h);
    if (withRow) {
      REQUIRE(repository->submissions().addPart({text, index, sha, "K1", 10, now()}));
    }
    return file;
  }

  void fileCase(const Uuid& id, std::int64_t seq) {
    NewCase filed;
    filed.row.submissionId = id.text();
    filed.row.kioskId = "K1";
    filed.row.seq = seq;
    filed.applicantHash = "a";
    filed.contentHash = id.text();
    filed.areaCode = "430624";
    filed.day = "20261121";
    REQUIRE(repository->submissions().file(filed, [](const SubmissionRow&) { return std::string("r"); }));
  }

  void proof(const std::string& id) {
    ProofRow row;
    row.proofId = row.requestId = row.checkCode = id;
    row.kioskId = "K1";
    row.issuedAt = now();
    REQUIRE(repository->proofs().keep(row, viewOf("sealed")));
  }

  test::TempFolder folder;
  ManualClock clock;
  storage::PartStore parts{folder.path() / "parts", storage::PartLayout::ByHash, kFileCodes};
  storage::PartialFiles partials{folder.path() / "parts" / "partial", 16, kFileCodes};
  std::unique_ptr<Repository> repository = openSqlite(folder.path() / "p.sqlite").value();
};

Uuid id() {
  return Uuid::makeV7(SystemClock().wall());
}

}  // namespace

TEST_CASE("parts without a case go after their time, with their files; those of a case stay for ever") {
  House house;
  const auto abandoned = id();
  const auto slow = id();
  const auto filed = id();
  const auto gone = house.part(abandoned, 0, "abandoned");
  const auto old = house.part(slow, 0, "slow, the first");
  const auto kept = house.part(filed, 0, "filed");
  house.fileCase(filed, 1);
  house.clock.advance(5 * 24h);
  const auto young = house.part(slow, 1, "slow, the second");
  house.clock.advance(3 * 24h);
  Upkeep upkeep(house.clock, *house.repository, house.places(), house.folder.path(), Ages{});
  CHECK(house.repository->submissions().counts().value().unfinishedParts == 3);
  upkeep.runRound();
  CHECK_FALSE(std::filesystem::exists(gone));
  CHECK_FALSE(std::filesystem::exists(gone.parent_path()));
  CHECK(std::filesystem::exists(old));
  CHECK(std::filesystem::exists(young));
  CHECK(std::filesystem::exists(kept));
  CHECK(upkeep.figures().last.unfinishedParts == 1);
  CHECK(upkeep.figures().last.unfinishedBytes == 10);
  CHECK(house.repository->submissions().parts(abandoned.text(), "K1").value().empty());
  CHECK(house.repository->submissions().parts(filed.text(), "K1").value().size() == 1);
  house.clock.advance(400 * 24h);
  upkeep.runRound();
  CHECK_FALSE(std::filesystem::exists(old));
  CHECK_FALSE(std::filesystem::exists(young));
  CHECK(std::filesystem::exists(kept));
  CHECK(upkeep.figures().all.unfinishedParts == 3);
  CHECK(house.repository->submissions().counts().value().unfinishedParts == 0);
}

TEST_CASE("files that no row names go: of other bytes under an index, of a power cut, half-written ones") {
  House house;
  const auto one = id();
  const auto kept = house.part(one, 0, "the first bytes");
  const auto other = house.part(one, 0, "other bytes", false);
  const auto orphan = house.part(id(), 3, "no row at all", false);
  const auto fresh = house.part(id(), 0, "just placed, its row is to come", false);
  std::filesystem::last_write_time(fresh, std::filesystem::file_time_type::clock::now());
  const auto halfWritten = house.folder.path() / "parts" / "arriving" / "arriving.tmp99-0";
  std::filesystem::create_directories(halfWritten.parent_path());
  REQUIRE(storage::writeDurably(halfWritten, viewOf("half"), kFileCodes));
  std::filesystem::last_write_time(halfWritten, std::filesystem::file_time_type::clock::now() - 2h);
  const storage::PartialName longAgo{"K1", id(), 0, std::string(64, 'a')};
  const storage::PartialName today{"K1", id(), 0, std::string(64, 'a')};
  for (const auto& name : {longAgo, today}) {
    auto piece = storage::ArrivingFile::begin(house.parts.arrivals(), kFileCodes).value();
    REQUIRE(piece->append(viewOf("piece")));
    REQUIRE(house.partials.append(name, 0, *piece).value().fits);
  }
  std::filesystem::last_write_time(house.partials.fileOf(longAgo),
                                   std::filesystem::file_time_type::clock::now() - 8 * 24h);
  Upkeep upkeep(house.clock, *house.repository, house.places(), house.folder.path(), Ages{});
  upkeep.runRound();
  CHECK_FALSE(std::filesystem::exists(house.partials.fileOf(longAgo)));
  CHECK(std::filesystem::exists(house.partials.fileOf(today)));
  CHECK(upkeep.figures().last.partialParts == 1);
  CHECK(std::filesystem::exists(kept));
  CHECK(std::filesystem::exists(fresh));
  CHECK_FALSE(std::filesystem::exists(other));
  CHECK_FALSE(std::filesystem::exists(orphan));
  CHECK_FALSE(std::filesystem::exists(halfWritten));
  CHECK(upkeep.figures().last.strayFiles == 2);
  CHECK(upkeep.figures().last.halfWritten == 1);
}

TEST_CASE("papers, audit rows, comparisons and staff checks go by their ages, a few at a step") {
  House house;
  for (int i = 0; i < 45; ++i) {
    house.proof("p" + std::to_string(i));
  }
  AuditRow row;
  row.at = house.now();
  row.kioskId = "K1";
  REQUIRE(house.repository->audit().add(row));
  REQUIRE(
      house.repository->reports().keepStaffCheck({"c1", "K1", "s", "card", "frail", true, 1, house.now()}));
  ComparisonRow comparison;
  comparison.kioskId = "K1";
  comparison.requestId = "q1";
  comparison.startedAt = house.now();
  REQUIRE(house.repository->comparisons().begin(comparison, 3, 100));
  Collector collector(house.clock, *house.repository, house.places(), Ages{});
  house.clock.advance(7 * 24h + 1s);
  REQUIRE(collector.step());
  CHECK(house.repository->proofs().counts().value().papers == 40);  // not all of them at once
  while (collector.step()) {
  }
  CHECK(collector.swept().proofPapers == 45);
  CHECK(collector.swept().count() == 45);
  CHECK(house.repository->proofs().byCode("p7").value());
  house.clock.advance(1095 * 24h);
  while (collector.step()) {
  }
  CHECK(collector.swept().auditRows == 1);
  CHECK(collector.swept().staffChecks == 1);
  CHECK(collector.swept().comparisons == 1);
  CHECK(house.repository->audit().count().value() == 0);
}

TEST_CASE("a second filing is known for as long as filings are kept") {
  House house;
  const auto day = *parseRfc3339("2026-11-21T08:00:00.000Z");
  house.clock.advance(day - house.clock.wall());
  house.fileCase(id(), 1);
  Collector collector(house.clock, *house.repository, house.places(), Ages{});
  house.clock.advance(399 * 24h);
  while (collector.step()) {
  }
  CHECK(collector.swept().filings == 0);
  house.clock.advance(2 * 24h);
  while (collector.step()) {
  }
  CHECK(collector.swept().filings == 1);
}

TEST_CASE("the thread looks at the disk and collects without being asked, and stops at once") {
  House house;
  house.proof("p1");
  house.clock.advance(8 * 24h);
  Upkeep upkeep(house.clock, *house.repository, house.places(), house.folder.path(), Ages{});
  upkeep.start();
  const auto until = std::chrono::steady_clock::now() + 20s;
  while (upkeep.figures().rounds == 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::yield();
  }
  CHECK(upkeep.figures().all.proofPapers == 1);
  CHECK(upkeep.canWrite());
  upkeep.stop();
  Upkeep homeless(house.clock, *house.repository, house.places(), "/proc/nowhere", Ages{});
  homeless.lookAtDisk();
  CHECK_FALSE(homeless.canWrite());
}
