#pragma once
// The platform's tables, one step per version.

#include "platform/server/repository/sqlite/Sqlite.h"

namespace xiaowu::platform {

/// Brings an empty or older database to today's tables, all steps in one transaction. Throws sqlite::Failure,
/// also for a database of a newer program.
void bringUpToDate(sqlite::Database& database);

}  // namespace xiaowu::platform
