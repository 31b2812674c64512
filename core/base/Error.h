#pragma once
// The one error type of the project. `code` is stable, documented in docs/error-codes.md and searchable by
// support; what a person reads comes from one table keyed by it (app/viewmodels). `detail` goes to logs and
// never holds personal data.

#include <string>
#include <string_view>

namespace xiaowu {

/// Who can do something about it.
enum class Fault { ResidentCanFix, AttendantNeeded, ServiceUnavailable, Cancelled, Bug };

struct Error {
  std::string code;  ///< for example "card.removed"; lower case, area first
  Fault fault = Fault::Bug;
  std::string detail;  ///< for logs only; no personal data, ever
};

[[nodiscard]] std::string_view faultName(Fault fault);

/// "card.removed (ResidentCanFix): …" for logs and test output.
[[nodiscard]] std::string describe(const Error& error);

/// The same error with one more piece of context in front of its detail; code and fault stay those of the
/// first failure.
[[nodiscard]] Error withContext(Error error, std::string_view context);

namespace errors {
// Codes that every area shares. Areas keep their own beside the interface that returns them.
inline constexpr std::string_view kCancelled = "base.cancelled";
inline constexpr std::string_view kTimedOut = "base.timed-out";
inline constexpr std::string_view kInternal = "base.internal";
}  // namespace errors

}  // namespace xiaowu
