#pragma once
// What a backup is made of, for the commands that make and read one (BackupCommand.h).

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/storage/ErrorCodes.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace xiaowu::platform {

inline constexpr const char* kDatabaseName = "platform.sqlite";

struct PartCounts {
  int copied = 0;
  int lost = 0;  ///< named by the database, gone or damaged where they are copied from
};

/// backup.json: written last, it says that the backup is whole.
struct BackupNote {
  std::int64_t at = 0;  ///< when it was begun
  std::string databaseSha256;
  PartCounts parts;
};

/// Durable when this returns.
[[nodiscard]] Result<void> copyFile(const std::filesystem::path& from, const std::filesystem::path& to,
                                    const storage::ErrorCodes& codes);
/// SHA-256 in hexadecimal.
[[nodiscard]] Result<std::string> hashOf(const std::filesystem::path& file, const storage::ErrorCodes& codes);
/// Keys, public.json and whatever else a platform keeps in its folder, beside database and parts.
[[nodiscard]] Result<void> copyOtherFiles(const std::filesystem::path& from, const std::filesystem::path& to,
                                          const storage::ErrorCodes& codes);
/// Every part that the database in `to` names, which is opened for it; each is held against its hash.
[[nodiscard]] Result<PartCounts> copyParts(const std::filesystem::path& from, const std::filesystem::path& to,
                                           const storage::ErrorCodes& codes);

[[nodiscard]] Result<void> writeNote(const std::filesystem::path& backup, const BackupNote& note,
                                     const storage::ErrorCodes& codes);
[[nodiscard]] Result<BackupNote> readNote(const std::filesystem::path& backup,
                                          const storage::ErrorCodes& codes);
/// The highest epoch that already began from this backup; 0 when none did.
[[nodiscard]] std::int64_t epochNotedIn(const std::filesystem::path& backup);
[[nodiscard]] Result<void> noteEpochIn(const std::filesystem::path& backup, std::int64_t epoch,
                                       const storage::ErrorCodes& codes);

/// The same name with something behind it, also of "folder/".
[[nodiscard]] std::filesystem::path nameBeside(const std::filesystem::path& folder,
                                               const std::string& suffix);
[[nodiscard]] Result<void> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to,
                                         const storage::ErrorCodes& codes);

}  // namespace xiaowu::platform
