#include "app/sync/Backoff.h"

#include "core/base/Time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace xiaowu::sync {

namespace chrono = std::chrono;

namespace {

constexpr int kOfflineAfterFailures = 2;
constexpr chrono::seconds kOfflineAfter{10};
constexpr chrono::seconds kRetryAfterMax{24 * 3600};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole =
      error == std::errc{} && end == text.data() + text.size() && !text.empty() && text.front() != '-';
  return whole ? std::optional<int>(value) : std::nullopt;
}

bool allDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

chrono::milliseconds backoffDelay(int attempts, chrono::milliseconds base, chrono::milliseconds cap,
                                  double random01) {
  const double limit = std::min(static_cast<double>(cap.count()),
                                static_cast<double>(base.count()) * std::exp2(std::clamp(attempts, 0, 60)));
  return chrono::milliseconds(static_cast<std::int64_t>(limit * std::clamp(random01, 0.0, 1.0)));
}

std::optional<chrono::seconds> parseRetryAfter(std::string_view text, WallTime now) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  if (allDigits(text)) {
    const auto seconds = number(text);  // nothing only when it is too large for an int
    return seconds ? std::min(chrono::seconds(*seconds), kRetryAfterMax) : kRetryAfterMax;
  }
  const auto date = parseHttpDate(text);
  if (!date) {
    return std::nullopt;
  }
  return std::clamp(chrono::ceil<chrono::seconds>(*date - now), chrono::seconds::zero(), kRetryAfterMax);
}

std::optional<LinkState> LinkMonitor::become(LinkState state) {
  if (m_state == state) {
    return std::nullopt;
  }
  m_state = state;
  return state;
}

std::optional<LinkState> LinkMonitor::succeeded(SteadyTime) {
  m_failures = 0;
  return become(LinkState::Online);
}

std::optional<LinkState> LinkMonitor::failed(SteadyTime now) {
  if (m_failures++ == 0) {
    m_firstFailure = now;
  }
  if (m_failures >= kOfflineAfterFailures) {
    return become(LinkState::Offline);
  }
  return std::nullopt;
}

std::optional<LinkState> LinkMonitor::tick(SteadyTime now) {
  if (m_failures > 0 && now - m_firstFailure >= kOfflineAfter) {
    return become(LinkState::Offline);
  }
  return std::nullopt;
}

}  // namespace xiaowu::sync
