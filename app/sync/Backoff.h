#pragma once
// When to try again, and when the link counts as down. Pure: time and random come in as values.

#include "core/base/Clock.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace xiaowu::sync {

/// Full jitter: random01 × min(cap, base·2^attempts), attempts counted from 0. `random01` in [0, 1).
[[nodiscard]] std::chrono::milliseconds backoffDelay(int attempts, std::chrono::milliseconds base,
                                                     std::chrono::milliseconds cap, double random01);

/// RFC 9110 section 10.2.3: seconds, or an IMF-fixdate. Never negative, at most 24 hours; nothing when the
/// text is neither.
[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(std::string_view text, WallTime now);

enum class LinkState { Unknown, Online, Offline };

/// Damps a flapping link: offline only after two failures in a row or 10 s without a success since the first
/// failure; online after one success.
class LinkMonitor {
 public:
  /// Each returns the new state when it changed.
  std::optional<LinkState> succeeded(SteadyTime now);
  std::optional<LinkState> failed(SteadyTime now);
  std::optional<LinkState> tick(SteadyTime now);

  [[nodiscard]] LinkState state() const { return m_state; }

 private:
  std::optional<LinkState> become(LinkState state);

  LinkState m_state = LinkState::Unknown;
  int m_failures = 0;
  SteadyTime m_firstFailure;
};

}  // namespace xiaowu::sync
