#include "app/sync/internal/HeartbeatContent.h"

#include "core/base/Log.h"

namespace xiaowu::sync {

Heartbeat heartbeatOf(const OutboxParts& outbox, const DeviceReport& report, WallTime now) {
  Heartbeat heartbeat{now, report.version, report.uptime, report.devices, {}};
  auto& told = heartbeat.outbox;
  if (const auto numbers = outbox.queue.statistics()) {
    told.pending = numbers->pending;
    told.oldestAge = numbers->oldestAge.value_or(std::chrono::seconds::zero());
    told.deadLetters = numbers->deadLetters;
    told.lastSeq = numbers->lastSeq;
    told.pendingReports = numbers->pendingReports;
    told.held = numbers->held;
    told.unexplainedParts = numbers->unexplainedParts;
    told.loss = numbers->loss;
    told.lossAt = numbers->lossAt;
  }
  if (const auto copies = outbox.copies.numbers()) {
    told.copies = copies->kept;
    told.copiesToGiveBack = copies->toGiveBack;
    told.heldCopies = copies->held;
  }
  heartbeat.epoch = outbox.copies.epoch().value_or(0);
  return heartbeat;
}

Result<int> perform(const Command& command, outbox::SendQueue& queue) {
  if (command.kind != "requeue") {
    qCWarning(logSync, "the platform's command is of a kind that is not known");
    const auto noted = queue.noteUnknownCommand(command.id);
    return noted ? Result<int>(0) : fail(noted.error());
  }
  auto done = queue.requeueFor(command.id, command.item);
  if (done) {
    qCInfo(logSync, "the platform had %d items tried again", *done);
  }
  return done;
}

}  // namespace xiaowu::sync
