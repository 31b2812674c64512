#include "app/outbox/internal/Store.h"

#include "core/base/Time.h"
#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Recovery.h"
#include "app/outbox/internal/Rows.h"
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
      m_cases(m_folder),
      m_mark(m_folder) {}

Store::~Store() {
  if (m_database && m_ownsRun) {
    m_mark.end();
  }
}

Result<std::unique_ptr<Store>> Store::open(const fs::path& folder, const Clock& clock, Options options) {
  if (auto made = storage::makeFolders(folder, kStorageCodes); !made) {
    return fail(made.error());
  }
  std::unique_ptr<Store> store(new Store(folder, clock, std::move(options)));
  store->m_mark.look();
  Result<void> opened;
  if (store->m_mark.known() && !store->m_mark.databaseThere()) {
    opened = store->setAside();  // an empty file, or the log of one that is gone
  }
  if (opened) {
    opened = store->openDatabase();
  }
  if (!opened && opened.error().code == errors::kDamaged) {
    qCCritical(logOutbox, "the outbox database is damaged and is set aside: %s",
               opened.error().detail.c_str());
    opened = store->setAside();
    if (opened) {
      opened = store->openDatabase();
    }
  }
  if (opened) {
    opened = store->m_cases.prepare();
  }
  if (opened) {
    opened = Recovery(*store, store->m_report).run();
  }
  if (!opened) {
    return fail(opened.error());
  }
  storage::removeTemporaries(folder);
  store->tellLosses();
  return store;
}

Result<std::unique_ptr<Store>> Store::openBeside(const fs::path& folder, const Clock& clock) {
  std::error_code code;
  if (fs::file_size(folder / kDatabaseName, code) == 0 || code) {
    return fail(errors::kUnknown, Fault::AttendantNeeded, "there is no outbox in " + folder.string());
  }
  std::unique_ptr<Store> store(new Store(folder, clock, {}));
  store->m_ownsRun = false;
  const auto opened = storage::guarded<void>(kStorageCodes, [&]() -> Result<void> {
    store->m_database = std::make_unique<storage::Database>(folder / kDatabaseName);
    store->m_database->keepFilesOnClose();  // the log of a run that was cut off is the next run's to find
    const auto version = store->m_database->number("PRAGMA user_version");
    if (version != static_cast<std::int64_t>(schemaSteps().size())) {
      return fail(errors::kTooNew, Fault::AttendantNeeded,
                  "the tables are those of another version: " + std::to_string(version));
    }
    for (const auto& id : store->m_cases.ids()) {
      const auto rows =
          store->m_database->number("SELECT count(*) FROM submissions WHERE id = ?", blobOf(id));
      store->m_report.unexplainedParts += rows == 0 ? 1 : 0;
    }
    store->m_report.unexplainedParts += store->m_cases.strangers();
    return {};
  });
  if (!opened) {
    return fail(opened.error());
  }
  return store;
}

Result<void> Store::openDatabase() {
  auto opened = storage::guarded<void>(kStorageCodes, [&] {
    m_database = std::make_unique<storage::Database>(m_folder / kDatabaseName);
    m_database->checkIntegrity();
    m_report.migratedFrom = storage::migrate(*m_database, schemaSteps());
    auto loss = m_mark.begin(*m_database);
    if (loss == Loss::None && m_mark.known() && lastNumber(*m_database) < notedNumber()) {
      loss = Loss::Records;  // it was given more numbers than it knows
    }
    m_report.loss = m_report.setAside.empty() ? loss : Loss::Database;
    keepLoss();
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
  // The parts stay where they are: their manifests explain them to the new database.
  for (const std::string& name :
       {std::string("outbox.db-wal"), std::string("outbox.db-shm"), std::string(kDatabaseName)}) {
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

/// Told by every heartbeat until somebody has noted it.
void Store::keepLoss() {
  if (m_report.loss != Loss::None) {
    m_database->run("INSERT OR REPLACE INTO settings(key, value) VALUES('outbox.loss', ?)",
                    std::string(lossName(m_report.loss)) + " " + rfc3339(m_clock.wall()));
  }
}

/// For the log, without ids: the heartbeat and the kiosk's tool tell the same.
void Store::tellLosses() const {
  if (m_report.loss == Loss::Database) {
    qCCritical(logOutbox,
               "the outbox database was lost: drafts, reports, print journal and settings with it");
  } else if (m_report.loss == Loss::Records) {
    qCCritical(logOutbox, "the outbox database is older than the last run: what came since may be missing");
  }
  if (m_report.rebuilt > 0) {
    qCWarning(logOutbox, "%d submissions got their rows back from their manifests", m_report.rebuilt);
  }
  if (m_report.resigned > 0) {
    qCWarning(logOutbox, "%d submissions were signed anew with today's key", m_report.resigned);
  }
  if (m_report.unexplainedParts > 0) {
    qCCritical(logOutbox, "%d folders of parts belong to no submission that is known; they are kept",
               m_report.unexplainedParts);
  }
  if (m_report.missingParts > 0) {
    qCCritical(logOutbox, "the parts of %d submissions are gone", m_report.missingParts);
  }
}

Result<SpaceState> Store::spaceState(std::uint64_t minFreeBytes) const {
  std::error_code code;
  const auto space = fs::space(m_folder, code);
  if (code) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "free space: " + code.message());
  }
  const auto available = m_options.isDiskFull && m_options.isDiskFull() ? 0 : space.available;
  return SpaceState{available, available >= minFreeBytes};
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

std::int64_t Store::notedNumber() const {
  std::int64_t noted = 0;
  if (const auto content = storage::readWhole(m_folder / kSeqName, kSeqBytesMax, kStorageCodes)) {
    const auto text = textOf(*content);
    std::from_chars(text.data(), text.data() + text.size(), noted);
  }
  return noted;
}

void Store::reached(std::string_view point) const {
  if (m_options.commitPoint) {
    m_options.commitPoint(point);
  }
}

}  // namespace xiaowu::outbox
