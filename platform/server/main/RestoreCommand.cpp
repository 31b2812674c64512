#include "core/base/Time.h"
#include "core/crypto/Random.h"
#include "core/storage/FolderLock.h"
#include "platform/server/main/BackupCommand.h"
#include "platform/server/main/BackupFolder.h"
#include "platform/server/main/DataFolder.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace xiaowu::platform {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr storage::ErrorCodes kRestoreCodes{errors::kRestore, errors::kRestore, errors::kRestore,
                                            errors::kRestore};
constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;  // microseconds

/// The platform at `data`, or what is left of it, for as long as it is looked at; nothing when nothing is
/// there.
Result<std::optional<storage::FolderLock>> hold(const fs::path& data) {
  std::error_code code;
  if (!fs::exists(data, code)) {
    return std::nullopt;
  }
  auto lock = storage::FolderLock::take(data, kRestoreCodes);
  return lock ? Result<std::optional<storage::FolderLock>>(std::move(*lock)) : fail(lock.error());
}

Result<Epoch> beginEpoch(const RestoreOptions& options, const fs::path& restored, std::int64_t backupAt,
                         std::int64_t above, WallTime now) {
  const auto repository = openSqlite(restored / kDatabaseName);
  if (!repository) {
    return fail(repository.error());
  }
  auto& epochs = (*repository)->epochs();
  const auto before = epochs.current();
  if (!before) {
    return fail(before.error());
  }
  Epoch epoch;
  epoch.number = std::max({before->number, above, options.epochAbove}) + 1;
  epoch.tag = toHex(crypto::randomBytes(4));
  epoch.restoredAt = std::max(toUnixMicros(now), backupAt);  // the clock may have been set back
  epoch.knownUntil = backupAt;
  epoch.unsureUntil = epoch.restoredAt + options.unsureDays * kDay;
  epoch.backedUpTo = backupAt;
  const auto begun = epochs.begin(epoch);
  return begun ? Result<Epoch>(epoch) : fail(begun.error());
}

/// Everything but the name.
Result<Epoch> prepare(const RestoreOptions& options, const fs::path& restored, const BackupNote& note,
                      std::int64_t above, WallTime now, std::ostream& out) {
  std::error_code code;
  fs::remove_all(restored, code);  // of a restore that was cut off
  if (auto copied = copyOtherFiles(options.from, restored, kRestoreCodes); !copied) {
    return fail(copied.error());
  }
  if (auto copied = copyFile(options.from / kDatabaseName, restored / kDatabaseName, kRestoreCodes);
      !copied) {
    return fail(copied.error());
  }
  const auto hash = hashOf(restored / kDatabaseName, kRestoreCodes);
  if (!hash) {
    return fail(hash.error());
  }
  if (*hash != note.databaseSha256) {
    return fail(errors::kRestore, Fault::AttendantNeeded,
                "the database of this backup is not the one that was written: take another backup");
  }
  const auto parts = copyParts(options.from, restored, kRestoreCodes);
  if (!parts) {
    return fail(parts.error());
  }
  if (parts->lost > note.parts.lost) {
    out << Json{{"warning", std::to_string(parts->lost - note.parts.lost) +
                                " parts of this backup are damaged since it was taken"}}
               .dump()
        << '\n';
  }
  auto epoch = beginEpoch(options, restored, note.at, above, now);
  if (const auto whole = checkDataFolder(restored); epoch && !whole) {
    return fail(whole.error());
  }
  return epoch;
}

/// What was there stays, under another name.
Result<void> moveAside(const fs::path& data, WallTime now, std::ostream& out) {
  const auto day = rfc3339(now).substr(0, 10);
  auto aside = nameBeside(data, ".before-" + day);
  std::error_code code;
  for (int n = 2; fs::exists(aside, code); ++n) {
    aside = nameBeside(data, ".before-" + day + "-" + std::to_string(n));
  }
  out << Json{{"movedAside", aside.string()}}.dump() << '\n';
  return renameDurably(data, aside, kRestoreCodes);
}

}  // namespace

Result<void> restore(const RestoreOptions& options, const Clock& clock, std::ostream& out) {
  const auto note = readNote(options.from, kRestoreCodes);
  if (!note) {
    return fail(note.error());
  }
  const auto now = clock.wall();
  const auto held = hold(options.data);  // to the end: nobody starts it meanwhile
  if (!held) {
    return fail(held.error());
  }
  const auto above =
      std::max(epochNotedIn(options.from), *held ? epochOfSqlite(options.data / kDatabaseName) : 0);
  const auto restored = nameBeside(options.data, ".restoring");
  const auto epoch = prepare(options, restored, *note, above, now, out);
  if (!epoch) {
    return fail(epoch.error());
  }
  // Before it has its name: a second restore of the same backup begins a later epoch.
  if (!noteEpochIn(options.from, epoch->number, kRestoreCodes)) {
    out << Json{{"warning", "the backup cannot be written to; to restore it again, say --epoch-above " +
                                std::to_string(epoch->number)}}
               .dump()
        << '\n';
  }
  if (*held) {
    if (auto moved = moveAside(options.data, now, out); !moved) {
      return moved;
    }
  }
  if (auto named = renameDurably(restored, options.data, kRestoreCodes); !named) {
    return named;
  }
  out << Json{{"restored", options.data.string()},
              {"epoch", epoch->number},
              {"knownUntil", rfc3339(fromUnixMicros(epoch->knownUntil))}}
             .dump()
      << '\n';
  return {};
}

}  // namespace xiaowu::platform
