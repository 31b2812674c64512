#include "platform/server/main/BackupCommand.h"

#include "core/base/Time.h"
#include "core/storage/DurableFile.h"
#include "platform/server/main/BackupFolder.h"
#include "platform/server/main/DataFolder.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"
#include "platform/server/storage/Keys.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace xiaowu::platform {
namespace {

namespace fs = std::filesystem;

constexpr storage::ErrorCodes kBackupCodes{errors::kBackup, errors::kBackup, errors::kBackup,
                                           errors::kBackup};

Result<void> copyDatabase(const fs::path& data, const fs::path& backup) {
  const auto snapshot = backup / "snapshot";
  if (auto taken = copySqlite(data / kDatabaseName, snapshot); !taken) {
    return taken;
  }
  auto copied = copyFile(snapshot, backup / kDatabaseName, kBackupCodes);
  std::error_code code;
  fs::remove(snapshot, code);
  return copied;
}

/// As a start would: every key, and the database by this program.
Result<void> open(const fs::path& backup) {
  if (auto whole = checkDataFolder(backup); !whole) {
    return whole;
  }
  const auto keys = Keys::openOrMake(backup);
  return keys ? Result<void>{} : fail(keys.error());
}

Result<BackupNote> fill(const fs::path& data, const fs::path& backup, std::int64_t at) {
  if (auto copied = copyDatabase(data, backup); !copied) {
    return fail(copied.error());
  }
  const auto parts = copyParts(data, backup, kBackupCodes);
  if (!parts) {
    return fail(parts.error());
  }
  auto done = copyOtherFiles(data, backup, kBackupCodes);
  if (done) {
    done = open(backup);
  }
  if (!done) {
    return fail(done.error());
  }
  auto hash = hashOf(backup / kDatabaseName, kBackupCodes);
  return hash ? Result<BackupNote>(BackupNote{at, std::move(*hash), *parts}) : fail(hash.error());
}

/// Kiosks may now give up what they keep for us.
Result<void> tellPlatform(const fs::path& data, std::int64_t at, std::int64_t mark) {
  const auto repository = openSqlite(data / kDatabaseName);
  return repository ? (*repository)->epochs().noteBackup(at, mark) : fail(repository.error());
}

Result<std::int64_t> markBefore(const fs::path& data) {
  const auto repository = openSqlite(data / kDatabaseName);
  return repository ? (*repository)->epochs().backupMark() : fail(repository.error());
}

}  // namespace

Result<void> backUp(const fs::path& data, const fs::path& to, const Clock& clock, std::ostream& out) {
  if (const auto whole = checkDataFolder(data); !whole) {
    return whole;
  }
  std::error_code code;
  if (fs::exists(to, code)) {
    return fail(errors::kBackup, Fault::AttendantNeeded,
                to.string() + " is there already: each backup is a folder of its own");
  }
  const auto begun = nameBeside(to, ".begun");
  fs::remove_all(begun, code);  // of one that was cut off
  if (auto made = storage::makeFolders(begun, kBackupCodes); !made) {
    return made;
  }
  // A case has its time a moment before it is committed: what is as new as that may be missing.
  const auto at = toUnixMicros(wholeMillis(clock.wall() - kBackupMargin));
  const auto mark = markBefore(data);
  if (!mark) {
    return fail(mark.error());
  }
  const auto note = fill(data, begun, at);
  if (!note) {
    return fail(note.error());
  }
  auto done = writeNote(begun, *note, kBackupCodes);
  if (done) {
    done = renameDurably(begun, to, kBackupCodes);
  }
  if (done) {
    done = tellPlatform(data, at, *mark);
  }
  if (done) {
    out << nlohmann::ordered_json{{"backup", to.string()},
                                  {"at", rfc3339(fromUnixMicros(at))},
                                  {"parts", note->parts.copied},
                                  {"partsLost", note->parts.lost}}
               .dump()
        << '\n';
  }
  return done;
}

}  // namespace xiaowu::platform
