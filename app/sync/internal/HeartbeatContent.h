#pragma once
// What a heartbeat tells of kiosk and outbox, and what its answer has the kiosk do.

#include "app/sync/SyncService.h"

namespace xiaowu::sync {

/// What cannot be read now is left out.
[[nodiscard]] Heartbeat heartbeatOf(const OutboxParts& outbox, const DeviceReport& report, WallTime now);
/// Once for each command, and durably; one that is not known is noted as such. How many items it concerned.
[[nodiscard]] Result<int> perform(const Command& command, outbox::SendQueue& queue);

}  // namespace xiaowu::sync
