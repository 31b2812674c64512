#pragma once
// The gaps in a kiosk's sequence numbers: what was never filed, for its reconciliation.

#include "core/storage/Database.h"

#include <cstdint>
#include <string>

namespace xiaowu::platform::sqlite {

/// Inside the transaction of a case. A number beyond the next opens a gap; one inside a gap closes or splits
/// it. Throws storage::Failure.
void noteSequence(storage::Database& database, const std::string& kioskId, std::int64_t seq);

}  // namespace xiaowu::platform::sqlite
