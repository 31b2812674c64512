#pragma once
// The engine for one process and one machine: every port over one SQLite file.

#include "core/base/Result.h"
#include "platform/server/repository/Repository.h"

#include <filesystem>
#include <memory>

namespace xiaowu::platform {

/// Opens or makes the database file and brings it to the newest schema version. errors::kDatabase also for a
/// file of a newer program and for what is no database; such a file is left alone. A database of today that
/// is there and cannot be opened for writing, for example on a full disk, is opened for reading
/// (Repository::isReadOnly): then by this process alone.
[[nodiscard]] Result<std::unique_ptr<Repository>> openSqlite(const std::filesystem::path& file);

/// Copies the database as it is at one moment, also while others work on it, and looks through the copy.
/// `to` must not be there; it is durable only after somebody synced it.
[[nodiscard]] Result<void> copySqlite(const std::filesystem::path& file, const std::filesystem::path& to);
/// The epoch of a database that nobody works on, whatever else is wrong with it; 0 when it cannot be read.
[[nodiscard]] std::int64_t epochOfSqlite(const std::filesystem::path& file);

}  // namespace xiaowu::platform
