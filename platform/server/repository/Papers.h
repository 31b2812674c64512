#pragma once
// Port: papers that their holder let us keep for the next time (证照留存复用). They come in with the case
// they belong to (Submissions::file); the paper itself stays in its sealed submission. Guarantees, errors,
// threads and times as in Kiosks.h.

#include "core/base/Result.h"
#include "core/domain/Case.h"
#include "platform/server/repository/Errors.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::platform {

struct PaperRow {
  std::string paperId, holderHash, submissionId;
  std::string material;  ///< its code in that submission
  std::string documentType;
  domain::TrustGrade trust = domain::TrustGrade::C;
  std::string caseNumber;
  std::int64_t receivedAt = 0;
};

class Papers {
 public:
  virtual ~Papers() = default;

  /// The newest first, at most `limit`; of each document type only the newest.
  [[nodiscard]] virtual Result<std::vector<PaperRow>> ofHolder(const std::string& holderHash,
                                                               std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::optional<PaperRow>> find(const std::string& paperId) = 0;
};

}  // namespace xiaowu::platform
