#pragma once
// What lies beside the sealed parts of a submission: its signed manifest with all that its row needs, and,
// once the platform has answered, the receipt. With them the row is made anew when the database is lost. No
// readable personal data. Pure functions; a text that is not one of ours reads as nothing.

#include "app/outbox/Manifest.h"
#include "app/outbox/SendQueue.h"

#include <optional>

namespace xiaowu::outbox {

[[nodiscard]] std::string manifestText(const Manifest& manifest);
[[nodiscard]] std::optional<Manifest> readManifest(std::string_view text);

[[nodiscard]] std::string receiptText(const Acknowledgement& acknowledgement);
[[nodiscard]] std::optional<Acknowledgement> readReceipt(std::string_view text);

/// The platform's time in a receipt as it gave it.
[[nodiscard]] std::optional<WallTime> receivedAtIn(std::string_view receiptJson);

}  // namespace xiaowu::outbox
