#pragma once
// The session's case as facts for app/approval. Pure.

#include "app/approval/CaseFacts.h"
#include "app/workflow/State.h"

namespace xiaowu::workflow {

/// `session` has a card and an open case.
[[nodiscard]] approval::CaseFacts factsOf(const Session& session, WallTime now);

/// Ids of the item's checks that certainly do not hold, in the item's order.
[[nodiscard]] std::vector<std::string> contradictionsIn(const Session& session, WallTime now);

}  // namespace xiaowu::workflow
