#pragma once
// A receipt that this platform gave in an earlier epoch, as a kiosk gives it back with its copy of the case
// (docs/adr/0020). Pure functions.

#include "platform/server/cases/Manifest.h"
#include "platform/server/repository/Submissions.h"

#include <optional>

namespace xiaowu::platform {

/// The lines of the contract that a receipt's signature is over.
[[nodiscard]] std::string receiptText(const SubmissionRow& row);

/// What of a receipt is signed, and its reason. `receivedAt` is the text's.
struct OldReceipt {
  std::string submissionId, kioskId, manifestSha256, state, caseNumber, reason, receivedAt, signature;
  std::int64_t seq = 0;
};
/// Nothing when the body (schema Manifest) has none.
[[nodiscard]] std::optional<OldReceipt> readOldReceipt(std::string_view body);

/// Puts state, number, time, seq and hash of the receipt into `row`. False, and nothing is changed, unless
/// `platformKey` signed it for this very content of this kiosk, under whatever number it then had.
[[nodiscard]] bool takeFromReceipt(const OldReceipt& receipt, const Manifest& manifest,
                                   const crypto::Key32& platformKey, SubmissionRow& row);

}  // namespace xiaowu::platform
