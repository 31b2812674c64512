#pragma once
// JSON of the contract, to and from values; the files that know its spelling. Parsing is strict: a
// missing field, another type, a control character in a signed field or a value out of range is
// platform.bad-answer; what is signed but does not hold is platform.untrusted.

#include "app/outbox/Manifest.h"
#include "core/crypto/Signing.h"
#include "app/sync/Messages.h"

namespace xiaowu::sync::wire {

/// platform.bad-request when a text is not UTF-8 or holds a control character.
[[nodiscard]] Result<std::string> recordBody(const RecordRequest& request);
[[nodiscard]] Result<std::string> staffCheckBody(const StaffCheck& check);
[[nodiscard]] Result<std::string> ratingBody(const Rating& rating);
[[nodiscard]] Result<std::string> heartbeatBody(const Heartbeat& heartbeat, const std::string& kioskId);
[[nodiscard]] std::string printedBody(int sheetsOut, bool isVoid);
/// `oldReceipt`: JSON of the receipt of a submission that is given back, or empty.
[[nodiscard]] std::string manifestBody(const outbox::Manifest& manifest, const std::string& oldReceipt = {});

[[nodiscard]] Result<std::string> papersBody(const PaperQuery& query);
[[nodiscard]] Result<std::vector<KeptPaper>> parsePapers(std::string_view body, const PaperQuery& query);
[[nodiscard]] Result<RecordAnswer> parseRecord(std::string_view body, const RecordRequest& request);
[[nodiscard]] Result<Proof> parseProof(std::string_view body, const RecordRequest& request,
                                       const crypto::Key32& platformKey);
[[nodiscard]] Result<Receipt> parseReceipt(std::string_view body, const outbox::Manifest& manifest,
                                           const crypto::Key32& platformKey);
[[nodiscard]] Result<RemoteState> parseState(std::string_view body, const outbox::Manifest& manifest,
                                             const crypto::Key32& platformKey);
[[nodiscard]] Result<PieceAnswer> parsePiece(std::string_view body);
[[nodiscard]] Result<HeartbeatAnswer> parseHeartbeat(std::string_view body);

struct ErrorBody {
  std::string code;  ///< empty when the body is not the contract's error
  std::vector<int> missing;
  std::int64_t lastSeq = 0;
  std::optional<std::uint64_t> offset{};
};
[[nodiscard]] ErrorBody parseError(std::string_view body);

/// Hex SHA-256 of "name ⏎ idNumber".
[[nodiscard]] std::string holderHash(const Holder& holder);

}  // namespace xiaowu::sync::wire
