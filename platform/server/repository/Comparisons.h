#pragma once
// Port: the audit of face comparisons, and how many tries a session has left. Holds no picture and no
// similarity, and the hash is one of sealed bytes: nothing here leads to a face. Guarantees, errors, threads
// and times as in Kiosks.h.

#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::platform {

/// How a comparison ended; all but UnderWay are final for their request.
enum class ComparisonOutcome {
  UnderWay,
  Match,
  NoMatch,
  PhotoNotDecodable,
  NoFaceInPhoto,
  FaceUnusable,
  Failed,
  CannotOpen,
  TooLarge,
};
/// "", "match", "no-match" or the code of the refusal (core/domain/ContractCodes.h): in the database, never
/// in a log beside a person.
[[nodiscard]] std::string_view comparisonOutcomeName(ComparisonOutcome outcome);
/// Nothing for any other text.
[[nodiscard]] std::optional<ComparisonOutcome> comparisonOutcomeFrom(std::string_view name);

struct ComparisonRow {
  std::string kioskId, requestId, sessionId, requestSha256;
  std::int64_t startedAt = 0;
  ComparisonOutcome outcome = ComparisonOutcome::UnderWay;
  std::string model, thresholdId;
  std::int64_t answeredAt = 0;
};
enum class ComparisonStart { Begun, Known, UnderWay, Conflict, TooMany };

class Comparisons {
 public:
  virtual ~Comparisons() = default;

  /// Takes a place among the `triesMax` comparisons of the row's session. Known: this request was answered
  /// before, `row` is what was kept. UnderWay: it began less than `abandonedAfter` microseconds ago and has
  /// no outcome yet. Conflict: other content came under the same request id.
  [[nodiscard]] virtual Result<ComparisonStart> begin(ComparisonRow& row, int triesMax,
                                                      std::int64_t abandonedAfter) = 0;
  /// The first outcome counts; a later one changes nothing.
  [[nodiscard]] virtual Result<void> end(const ComparisonRow& row) = 0;
  /// The request was not looked at and does not count as a try; one that has an outcome stays.
  [[nodiscard]] virtual Result<void> forget(const std::string& kioskId, const std::string& requestId) = 0;
  /// Removes rows that were begun before this time, at most `limit`; how many.
  [[nodiscard]] virtual Result<std::int64_t> forgetBefore(std::int64_t at, std::size_t limit) = 0;
};

}  // namespace xiaowu::platform
