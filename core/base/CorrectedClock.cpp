#include "core/base/CorrectedClock.h"

#include <algorithm>

namespace xiaowu {

WallTime CorrectedClock::anchored() const {
  return m_anchor->wall +
         std::chrono::duration_cast<std::chrono::microseconds>(m_machine.steady() - m_anchor->steady);
}

WallTime CorrectedClock::now() const {
  if (m_confirmed) {
    return anchored();
  }
  const auto machine = std::max(m_machine.wall(), WallTime{});
  if (!m_anchor) {
    return machine;
  }
  // Since then somebody may have set the machine's clock, or nobody: whichever of the two times can be true.
  // Where both can, the earlier one: a time too far ahead refuses cards and forgets drafts.
  const auto floor = anchored();
  const auto asBefore = machine + m_offset;
  const auto [sooner, later] = std::minmax({machine, asBefore});
  if (sooner >= floor) {
    return sooner;
  }
  return later >= floor ? later : floor;
}

WallTime CorrectedClock::wall() const {
  const std::lock_guard lock(m_mutex);
  return now();
}

std::chrono::microseconds CorrectedClock::confirm(WallTime earliest, WallTime latest) {
  const std::lock_guard lock(m_mutex);
  const auto before = now();
  const auto after = std::clamp(before, earliest, std::max(earliest, latest));
  m_anchor = Anchor{after, m_machine.steady()};
  m_confirmed = true;
  return after - before;
}

bool CorrectedClock::isConfirmed() const {
  const std::lock_guard lock(m_mutex);
  return m_confirmed;
}

void CorrectedClock::remember(const KnownTime& before) {
  const std::lock_guard lock(m_mutex);
  if (m_confirmed) {
    return;
  }
  m_anchor = Anchor{before.at, m_machine.steady()};
  m_offset = before.offset;
}

std::optional<KnownTime> CorrectedClock::known() const {
  const std::lock_guard lock(m_mutex);
  if (!m_anchor) {
    return std::nullopt;
  }
  const auto at = anchored();
  return KnownTime{at, m_confirmed ? at - m_machine.wall() : m_offset};
}

}  // namespace xiaowu
