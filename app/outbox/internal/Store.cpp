#include "app/outbox/internal/Store.h"

#include "core/base/Time.h"
#include "app/outbox/Manifest.h"
#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Schema.h"
#include "core/base/Log.h"
#include "core/storage/DurableFile.h"
#include "core/storage/Failure.h"
#include "core/storage/Migration.h"

#include <charconv>

namespace xiaowu::outbox {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabaseName = "outbox.db";
constexpr const char* kPartsName = "parts";
constexpr const char* kSeqName = "seq.high";
constexpr std::uint64_t kSeqBytesMax = 4096;

/// "20261121T083000Z", and a number more when that name is taken.
std::string asideSuffix(const fs::path& folder, WallTime now) {
  std::string stamp = rfc3339(now).substr(0, 19) + "Z";
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  std::string suffix = ".damaged-" + stamp;
  for (int n = 2; fs::exists(folder / (kDatabaseName + suffix)); ++n) {
    suffix = ".damaged-" + stamp + "-" + std::to_string(n);
  }
  return suffix;
}

}  // namespace

Store::Store(fs::path folder, const Clock& clock, Options options)
    : m_folder(std::move(folder)),
      m_clock(clock),
      m_options(std::move(options)),
      m_parts(m_folder / kPartsName, storage::PartLayout::ByIndex, kStorageCodes) {}

Result<std::unique_ptr<Store>> Store::open(const fs::path& folder, const Clock& clock, Options options) {
  if (auto made = storage::makeFolders(folder, kStorageCodes); !made) {
    return fail(made.error());
  }
  std::unique_ptr<Store> store(new Store(folder, clock, std::move(options)));
  auto opened = store->openDatabase();
  if (!opened && opened.error().code == errors::kDamaged) {
    qCWarning(logOutbox, "the outbox database is damaged and is set aside: %s",
              opened.error().detail.c_str());
    if (auto moved = store->setAside(); !moved) {
      return fail(moved.error());
    }
    opened = store->openDatabase();
  }
  if (!opened) {
    return fail(opened.error());
  }
  if (auto prepared = store->m_parts.prepare(); !prepared) {
    return fail(prepared.error());
  }
  if (auto swept = store->sweep(); !swept) {
    return fail(swept.error());
  }
  return store;
}

Result<void> Store::openDatabase() {
  auto opened = storage::guarded<void>(kStorageCodes, [&] {
    m_database = std::make_unique<storage::Database>(m_folder / kDatabaseName);
    m_database->checkIntegrity();
    m_report.migratedFrom = storage::migrate(*m_database, schemaSteps());
    seedNumbers();
  });
  if (opened) {
    opened = storage::syncFolder(m_folder, kStorageCodes);
  }
  if (!opened && m_database) {
    m_database->keepFilesOnClose();
    m_database.reset();
  }
  return opened;
}

Result<void> Store::setAside() {
  const auto suffix = asideSuffix(m_folder, m_clock.wall());
  // The parts go with the database that names them: the sweep would take them for orphans.
  for (const std::string& name : {std::string(kPartsName), std::string("outbox.db-wal"),
                                  std::string("outbox.db-shm"), std::string(kDatabaseName)}) {
    std::error_code code;
    if (!fs::exists(m_folder / name, code)) {
      continue;
    }
    fs::rename(m_folder / name, m_folder / (name + suffix), code);
    if (code) {
      return fail(errors::kStorage, Fault::AttendantNeeded,
                  "cannot set " + name + " aside: " + code.message());
    }
    m_report.setAside.push_back(name + suffix);
  }
  return storage::syncFolder(m_folder, kStorageCodes);
}

/// A new database goes on after the noted number. Done once per database, so that the note of a number that
/// was never committed makes no gap.
void Store::seedNumbers() {
  if (m_database->number("SELECT count(*) FROM sqlite_sequence WHERE name = 'submissions'") > 0) {
    return;
  }
  std::int64_t noted = 0;
  if (const auto content = storage::readWhole(m_folder / kSeqName, kSeqBytesMax, kStorageCodes)) {
    const auto text = textOf(*content);
    std::from_chars(text.data(), text.data() + text.size(), noted);
  }
  m_database->run("INSERT INTO sqlite_sequence(name, seq) VALUES('submissions', ?)", noted);
}

Result<void> Store::sweep() {
  std::set<std::string> known;
  auto read = storage::guarded<void>(kStorageCodes, [&] {
    for (const auto* table : {"submissions", "reports"}) {
      const std::string sql = std::string("UPDATE ") + table + " SET state = 0 WHERE state = 1";
      m_report.releasedLeases += m_database->run(sql);
    }
    storage::Statement rows(*m_database, "SELECT id FROM submissions WHERE purged_at IS NULL");
    while (rows.step()) {
      known.insert(uuidOf(rows.blob(0)).text());
    }
  });
  if (read) {
    m_report.removedOrphans = m_parts.removeOrphans(known);
    storage::removeTemporaries(m_folder);
  }
  return read;
}

Result<SpaceState> Store::spaceState(std::uint64_t minFreeBytes) const {
  std::error_code code;
  const auto space = fs::space(m_folder, code);
  if (code) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "free space: " + code.message());
  }
  return SpaceState{space.available, space.available >= minFreeBytes};
}

Result<void> Store::needRoom(std::uint64_t bytes) const {
  const auto space = spaceState(bytes + m_options.reserveBytes);
  if (!space) {
    return fail(space.error());
  }
  if (!space->enough) {
    return fail(errors::kDiskFull, Fault::ServiceUnavailable,
                "free bytes: " + std::to_string(space->freeBytes));
  }
  return {};
}

Result<void> Store::noteNumber(std::int64_t seq) const {
  return storage::writeDurably(m_folder / kSeqName, viewOf(std::to_string(seq)), kStorageCodes);
}

void Store::reached(std::string_view point) const {
  if (m_options.commitPoint) {
    m_options.commitPoint(point);
  }
}

}  // namespace xiaowu::outbox
