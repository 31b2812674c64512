#pragma once
// This machine's clock, put right by what the platform's signed answers say. Everything on a kiosk that
// dates, compares with a date or shows one asks it. Its steady side is the machine's. Any thread.

#include "core/base/Clock.h"

#include <atomic>

namespace xiaowu {

class CorrectedClock final : public Clock {
 public:
  /// `machine` must outlive this.
  explicit CorrectedClock(const Clock& machine) : m_machine(machine) {}

  [[nodiscard]] SteadyTime steady() const override { return m_machine.steady(); }
  [[nodiscard]] WallTime wall() const override { return m_machine.wall() + offset(); }

  /// What is added to the machine's time.
  [[nodiscard]] std::chrono::microseconds offset() const {
    return std::chrono::microseconds{m_offset.load()};
  }
  void setOffset(std::chrono::microseconds offset) { m_offset = offset.count(); }

 private:
  const Clock& m_machine;
  std::atomic<std::int64_t> m_offset{0};
};

}  // namespace xiaowu
