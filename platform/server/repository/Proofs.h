#pragma once
// Port: proofs of register queries. Guarantees, errors, threads and times as in Kiosks.h.

#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"

#include <cstdint>
#include <optional>
#include <string>

namespace xiaowu::platform {

struct ProofRow {
  std::string proofId, requestId, kioskId, checkCode, holderHash, holderMasked, title, sealMark;
  int sheets = 1;
  std::int64_t issuedAt = 0;
  std::string answer;                     ///< the JSON answer, PDF inside
  std::optional<std::int64_t> printedAt;  ///< when all sheets were reported out
  int sheetsOut = 0;
};

struct ProofCounts {
  std::int64_t issued = 0, printed = 0;
};

class Proofs {
 public:
  virtual ~Proofs() = default;

  /// Keeps the proof as not printed, unless this kiosk's requestId has one already; returns the one that is
  /// kept. Of several at once exactly one is kept. A check code is never kept twice.
  [[nodiscard]] virtual Result<ProofRow> keep(const ProofRow& proof) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> byRequest(const std::string& kioskId,
                                                                  const std::string& requestId) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> byId(const std::string& proofId) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> byCode(const std::string& checkCode) = 0;
  /// The first report that all sheets are out (`printedAt`) counts; later ones change nothing.
  [[nodiscard]] virtual Result<void> reportPrinted(const std::string& proofId, int sheetsOut,
                                                   std::optional<std::int64_t> printedAt) = 0;
  [[nodiscard]] virtual Result<ProofCounts> counts() = 0;
};

}  // namespace xiaowu::platform
