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

}  // namespace xiaowu::platform
