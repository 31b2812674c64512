#pragma once
// The platform's tables, one step per version.

#include "core/storage/Database.h"

namespace xiaowu::platform::sqlite {

/// Brings an empty or older database to today's tables. Throws storage::Failure, also for a database of a
/// newer program.
void bringUpToDate(storage::Database& database);
/// Whether it has just these tables; only reads. Throws storage::Failure.
[[nodiscard]] bool isUpToDate(storage::Database& database);

}  // namespace xiaowu::platform::sqlite
