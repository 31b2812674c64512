#pragma once
// Port: who asked about whom, by which way of identity, and what came of it, for people who look after abuse.
// Holds nothing by which a resident could be found: no name, no number, no hash of them; a proof is named by
// its id. Guarantees, errors, threads and times as in Kiosks.h.

#include "core/base/Result.h"
#include "core/domain/Case.h"
#include "platform/server/repository/Errors.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

enum class AuditAction { RecordQuery, PapersQuery, Proof, StaffCheck };
/// "record-query", "papers-query", "proof", "staff-check": in the database and in what operators read.
[[nodiscard]] std::string_view auditActionName(AuditAction action);
/// Nothing for any other text.
[[nodiscard]] std::optional<AuditAction> auditActionFrom(std::string_view name);

struct AuditRow {
  std::int64_t at = 0;
  std::string kioskId;
  AuditAction action = AuditAction::RecordQuery;
  std::string service;    ///< code of the item
  std::string way;        ///< of identity: "face", "fingerprint", "staff"
  std::string staff;      ///< id of the staff card that vouched, else empty
  std::string reason;     ///< why staff vouched, else empty
  std::string scoreBand;  ///< how alike the face was, to a tenth (scoreBandOf); empty without a score
  std::string outcome;    ///< a word: what was answered
  std::string proofId{};  ///< of a proof, else empty
};

/// "0.8-0.9" for 0.83; "" without a score. A band and no number: two rows of one person cannot be matched by
/// it.
[[nodiscard]] std::string scoreBandOf(const std::optional<double>& score);
/// A row with what the evidence says.
[[nodiscard]] AuditRow auditRowOf(AuditAction action, const std::string& kioskId, const std::string& service,
                                  const domain::IdentityEvidence& evidence, std::int64_t at);

struct AuditFilter {
  std::string kioskId, staff;                ///< empty: of all
  std::int64_t from = 0, until = INT64_MAX;  ///< from ≤ at < until
};

class Audit {
 public:
  virtual ~Audit() = default;

  [[nodiscard]] virtual Result<void> add(const AuditRow& row) = 0;
  /// The oldest first, at most `limit`.
  [[nodiscard]] virtual Result<std::vector<AuditRow>> list(const AuditFilter& filter, std::size_t limit) = 0;
  /// Removes rows before this time, the oldest first, at most `limit`; how many.
  [[nodiscard]] virtual Result<std::int64_t> forgetBefore(std::int64_t at, std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::int64_t> count() = 0;
};

}  // namespace xiaowu::platform
