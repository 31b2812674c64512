#pragma once
// Time is injected: SystemClock in production, ManualClock in tests; the simulator panel shifts the wall
// time. No code below app/main asks the system.

#include <chrono>
#include <cstdint>
#include <stop_token>

namespace xiaowu {

using SteadyTime = std::chrono::steady_clock::time_point;
/// Wall time, UTC, microseconds since 1970: what is stored and sent.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual SteadyTime steady() const = 0;
  [[nodiscard]] virtual WallTime wall() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady() const override;
  [[nodiscard]] WallTime wall() const override;
};

/// A clock that only advance() moves. Not locked: advance it while no other thread reads it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start = WallTime{std::chrono::microseconds{1'800'000'000'000'000}});
  [[nodiscard]] SteadyTime steady() const override { return m_steady; }
  [[nodiscard]] WallTime wall() const override { return m_wall; }
  void advance(std::chrono::microseconds by);

 private:
  SteadyTime m_steady;
  WallTime m_wall;
};

/// Deadline and stop token of a device or service call.
/// A call returns errors::kTimedOut soon after the deadline and errors::kCancelled soon (100 ms) after a stop
/// was asked for.
struct CallContext {
  SteadyTime deadline;
  std::stop_token stop;

  [[nodiscard]] static CallContext within(std::chrono::milliseconds time, std::stop_token stop = {});
  [[nodiscard]] bool cancelled() const { return stop.stop_requested(); }
  [[nodiscard]] bool expired() const { return std::chrono::steady_clock::now() >= deadline; }
  /// Never negative.
  [[nodiscard]] std::chrono::milliseconds remaining() const;
};

/// Microseconds since 1970-01-01T00:00:00Z, the form in which databases and messages keep time.
[[nodiscard]] std::int64_t toUnixMicros(WallTime time);

}  // namespace xiaowu
