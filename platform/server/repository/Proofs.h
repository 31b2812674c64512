#pragma once
// Port: proofs of register queries. The row of a proof stays, so that it can be verified for as long as the
// platform lives; its paper (the answer with the PDF) is sealed by the caller and goes away after a time.
// Guarantees, errors, threads and times as in Kiosks.h.

#include "core/base/Bytes.h"
#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace xiaowu::platform {

struct ProofRow {
  std::string proofId, requestId, kioskId, checkCode;
  std::string holderHash;  ///< keyed (KeyedHash.h); empty for a proof of before the hashes were keyed
  std::string holderMasked, title, sealMark;
  int sheets = 1;
  std::int64_t issuedAt = 0;
  std::optional<std::int64_t> printedAt;  ///< when all sheets were reported out
  int sheetsOut = 0;
};

/// In place of the time when all sheets were out: they never will be, and what came out is void.
inline constexpr std::int64_t kVoided = -1;

/// What anybody may see who has the check code, and all that is read for it.
struct PublicProof {
  std::string checkCode, holderMasked, title, sealMark;
  int sheets = 1;
  std::int64_t issuedAt = 0;
  std::optional<std::int64_t> printedAt;
};

struct ProofCounts {
  std::int64_t issued = 0, printed = 0;
  std::int64_t papers = 0;  ///< that are still kept
};

class Proofs {
 public:
  virtual ~Proofs() = default;

  /// Keeps the proof as not printed, and its sealed paper, unless this kiosk's requestId has one already;
  /// returns the one that is kept. Of several at once exactly one is kept. A check code is never kept twice.
  [[nodiscard]] virtual Result<ProofRow> keep(const ProofRow& proof, ByteView sealedPaper) = 0;
  /// As keep() got it; nothing when it was forgotten.
  [[nodiscard]] virtual Result<std::optional<Bytes>> paper(const std::string& proofId) = 0;
  /// Forgets papers of proofs issued before this time, the oldest first, at most `limit`; how many.
  [[nodiscard]] virtual Result<std::int64_t> forgetPapers(std::int64_t issuedBefore, std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> byRequest(const std::string& kioskId,
                                                                  const std::string& requestId) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> byId(const std::string& proofId) = 0;
  [[nodiscard]] virtual Result<std::optional<PublicProof>> byCode(const std::string& checkCode) = 0;
  /// The first report that all sheets are out (`printedAt`), or that the proof is void (kVoided), counts;
  /// later ones change nothing.
  [[nodiscard]] virtual Result<void> reportPrinted(const std::string& proofId, int sheetsOut,
                                                   std::optional<std::int64_t> printedAt) = 0;
  [[nodiscard]] virtual Result<ProofCounts> counts() = 0;
};

}  // namespace xiaowu::platform
