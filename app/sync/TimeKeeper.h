#pragma once
// Keeps what is known of the time across restarts, in the outbox's settings: once a minute, at once when it
// was moved, and at the end. Thread of the sync service.

#include "core/base/CorrectedClock.h"
#include "app/outbox/Settings.h"

namespace xiaowu::sync {

class TimeKeeper {
 public:
  /// Both must outlive this.
  TimeKeeper(outbox::Settings& settings, CorrectedClock& clock) : m_settings(settings), m_clock(clock) {}

  /// What an earlier run has stored.
  void restore();
  [[nodiscard]] Result<void> keep();
  /// keep(), when it is time for it.
  [[nodiscard]] Result<void> keepWhenDue();

 private:
  outbox::Settings& m_settings;
  CorrectedClock& m_clock;
  SteadyTime m_next;
};

}  // namespace xiaowu::sync
