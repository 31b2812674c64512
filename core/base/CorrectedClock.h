#pragma once
// The time as far as it is known: this machine's clock, put right by what the platform's signed answers say.
// Everything on a kiosk that dates, compares with a date or shows one asks it. GUARANTEED: once an answer has
// confirmed it, it goes with the steady clock, and a step of the machine's clock (NTP, battery, technician)
// changes nothing; before that it is the machine's, and never earlier than what was known before a restart.
// Its steady side is the machine's. Any thread.

#include "core/base/Clock.h"

#include <mutex>
#include <optional>

namespace xiaowu {

/// What survives a restart. The truth is never earlier than `at`.
struct KnownTime {
  WallTime at;
  std::chrono::microseconds offset{};  ///< what was added to the machine's clock then
};

class CorrectedClock final : public Clock {
 public:
  /// `machine` must outlive this.
  explicit CorrectedClock(const Clock& machine) : m_machine(machine) {}

  [[nodiscard]] SteadyTime steady() const override { return m_machine.steady(); }
  [[nodiscard]] WallTime wall() const override;

  /// At this very moment the time lies between the two, both included: what is outside comes to the nearer
  /// end. Returns by how much it moved. Later words win, also when they set it back.
  std::chrono::microseconds confirm(WallTime earliest, WallTime latest);
  /// The time was confirmed since the start of the program.
  [[nodiscard]] bool isConfirmed() const;

  /// At the start, before anything asks. Ignored once the time is confirmed.
  void remember(const KnownTime& before);
  /// To be remembered; nothing where neither the platform nor an earlier run has told the time.
  [[nodiscard]] std::optional<KnownTime> known() const;

 private:
  struct Anchor {
    WallTime wall;
    SteadyTime steady;
  };
  [[nodiscard]] WallTime anchored() const;  ///< m_anchor must be there
  [[nodiscard]] WallTime now() const;

  const Clock& m_machine;
  mutable std::mutex m_mutex;            ///< for all below
  std::optional<Anchor> m_anchor;        ///< confirmed: the time itself; else the time that has surely come
  std::chrono::microseconds m_offset{};  ///< of before the restart
  bool m_confirmed = false;
};

}  // namespace xiaowu
