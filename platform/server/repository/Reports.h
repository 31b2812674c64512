#pragma once
// Port: what kiosks report beside cases: ratings, and checks by eye. Guarantees, errors, threads and times as
// in Kiosks.h.

#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace xiaowu::platform {

struct RatingRow {
  std::string ratingId, kioskId, service;
  std::string caseId;  ///< empty without a case
  int stars = 0;       ///< 1 to 5
  std::int64_t at = 0, receivedAt = 0;
};

/// A member of the staff compared person and card by eye.
struct StaffCheckRow {
  std::string checkId, kioskId, service, staff, reason;
  bool confirmed = false;
  std::int64_t at = 0, receivedAt = 0;
};

struct ReportCounts {
  std::int64_t ratings = 0, staffChecks = 0;
};

class Reports {
 public:
  virtual ~Reports() = default;

  /// The first of an id counts; the same id again changes nothing.
  [[nodiscard]] virtual Result<void> rate(const RatingRow& rating) = 0;
  [[nodiscard]] virtual Result<bool> hasStaffCheck(const std::string& checkId) = 0;
  [[nodiscard]] virtual Result<void> keepStaffCheck(const StaffCheckRow& check) = 0;
  /// Removes checks that came before this time, at most `limit`; how many.
  [[nodiscard]] virtual Result<std::int64_t> forgetStaffChecks(std::int64_t receivedBefore,
                                                               std::size_t limit) = 0;
  [[nodiscard]] virtual Result<ReportCounts> counts() = 0;
};

}  // namespace xiaowu::platform
