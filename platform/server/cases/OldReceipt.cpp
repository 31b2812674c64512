#include "platform/server/cases/OldReceipt.h"

#include "core/crypto/Signing.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {

std::string receiptText(const SubmissionRow& row) {
  return crypto::canonicalText("xiaowu-receipt-1",
                               {row.kioskId, std::to_string(row.seq), row.submissionId, row.manifestSha256,
                                caseStateName(row.state), row.caseNumber, formatTime(row.receivedAt)});
}

std::optional<OldReceipt> readOldReceipt(std::string_view body) {
  const auto json = nlohmann::json::parse(body);
  const auto found = json.find("receipt");
  if (found == json.end()) {
    return std::nullopt;
  }
  const auto& given = *found;
  OldReceipt receipt;
  receipt.submissionId = given["submissionId"];
  receipt.kioskId = given["kioskId"];
  receipt.manifestSha256 = given["manifestSha256"];
  receipt.state = given["state"];
  receipt.caseNumber = given["caseNumber"];
  receipt.reason = given.value("reason", "");
  receipt.receivedAt = given["receivedAt"];
  receipt.signature = given["signature"];
  receipt.seq = given["seq"];
  return receipt;
}

bool takeFromReceipt(const OldReceipt& receipt, const Manifest& manifest, const crypto::Key32& platformKey,
                     SubmissionRow& row) {
  const auto state = caseStateFrom(receipt.state);
  const auto receivedAt = parseTime(receipt.receivedAt);
  const auto signature = fromBase64(receipt.signature);
  if (!state || !receivedAt || !signature) {
    return false;
  }
  auto taken = row;
  taken.submissionId = receipt.submissionId;
  taken.kioskId = receipt.kioskId;
  taken.seq = receipt.seq;
  taken.manifestSha256 = receipt.manifestSha256;
  taken.state = *state;
  taken.caseNumber = receipt.caseNumber;
  taken.receivedAt = *receivedAt;
  // The kiosk's word: it is not signed, and the kiosk had it from us.
  taken.reason = *state == CaseState::Returned ? receipt.reason : std::string();
  const bool isThisCase = receipt.submissionId == manifest.id.text() && receipt.kioskId == manifest.kioskId &&
                          receipt.manifestSha256 == manifest.sha256As(receipt.seq);
  if (!isThisCase || !crypto::verify(receiptText(taken), *signature, platformKey)) {
    return false;
  }
  row = std::move(taken);
  return true;
}

}  // namespace xiaowu::platform
