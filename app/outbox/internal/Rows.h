#pragma once
// The rows of submissions as manifests, for all that read and write them. Throws storage::Failure in use.

#include "app/outbox/Manifest.h"
#include "app/outbox/SendQueue.h"
#include "core/storage/Database.h"

namespace xiaowu::outbox {

/// A new row that waits, and those of its parts. To be done in a transaction.
void insertSubmission(storage::Database& database, const Manifest& manifest, std::int64_t now);
/// Nothing when there is no such row.
[[nodiscard]] std::optional<Manifest> manifestOf(storage::Database& database, const std::string& kioskId,
                                                 const Uuid& id);
/// Returns how many rows changed: none when the receipt is there already.
int storeAcknowledgement(storage::Database& database, const Uuid& id, const Acknowledgement& acknowledgement,
                         std::int64_t now);

/// The row of this id gets the manifest's number and signature; false when it has its receipt.
[[nodiscard]] bool renumberSubmission(storage::Database& database, const Manifest& manifest);

/// The highest number that was given.
[[nodiscard]] std::int64_t lastNumber(storage::Database& database);
/// The next one will be higher than this.
void raiseLastNumber(storage::Database& database, std::int64_t seq);

}  // namespace xiaowu::outbox
