#include "app/sync/TimeKeeper.h"

#include "core/base/Log.h"
#include "core/base/Time.h"

#include <QByteArray>

namespace xiaowu::sync {

namespace {

// As "microseconds-since-1970 offset": one row, so that the two belong together.
constexpr const char* kTimeSetting = "clock.known-us";
constexpr std::chrono::minutes kKeepEvery{1};

}  // namespace

void TimeKeeper::restore() {
  const auto kept = m_settings.value(kTimeSetting);
  if (!kept || !*kept) {
    return;
  }
  const auto parts = QByteArray::fromStdString(**kept).split(' ');
  bool good = parts.size() == 2;
  const auto at = good ? parts[0].toLongLong(&good) : 0;
  const auto offset = good ? parts[1].toLongLong(&good) : 0;
  if (!good) {
    qCWarning(logSync, "the last known time cannot be read");
    return;
  }
  m_clock.remember({fromUnixMicros(at), std::chrono::microseconds(offset)});
}

Result<void> TimeKeeper::keep() {
  m_next = m_clock.steady() + kKeepEvery;
  const auto known = m_clock.known();
  if (!known) {
    return {};
  }
  return m_settings.set(
      kTimeSetting, std::to_string(toUnixMicros(known->at)) + ' ' + std::to_string(known->offset.count()));
}

Result<void> TimeKeeper::keepWhenDue() {
  return m_clock.steady() >= m_next ? keep() : Result<void>();
}

}  // namespace xiaowu::sync
