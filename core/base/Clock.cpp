#include "core/base/Clock.h"

#include <algorithm>

namespace xiaowu {

SteadyTime SystemClock::steady() const {
  return std::chrono::steady_clock::now();
}

WallTime SystemClock::wall() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

ManualClock::ManualClock(WallTime start)
    : m_steady(std::chrono::steady_clock::time_point{std::chrono::hours{1}}), m_wall(start) {}

void ManualClock::advance(std::chrono::microseconds by) {
  m_steady += by;
  m_wall += by;
}

CallContext CallContext::within(std::chrono::milliseconds time, std::stop_token stop) {
  return CallContext{std::chrono::steady_clock::now() + time, std::move(stop)};
}

std::chrono::milliseconds CallContext::remaining() const {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return std::max(left, std::chrono::milliseconds::zero());
}

std::int64_t toUnixMicros(WallTime time) {
  return time.time_since_epoch().count();
}

}  // namespace xiaowu
