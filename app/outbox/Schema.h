#pragma once
// The outbox's tables, as numbered steps. A step that was released is never changed; a change is a new step
// at the end and a fixture in tests/unit/app/outbox of the version before.

#include "app/outbox/Database.h"

namespace xiaowu::outbox {

inline constexpr int kSchemaVersion = 2;

/// Brings the database to kSchemaVersion, one transaction per step. Returns the version found; outbox.too-new
/// leaves everything untouched.
[[nodiscard]] Result<int> migrate(Database& db);

}  // namespace xiaowu::outbox
