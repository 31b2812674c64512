#pragma once
// What happened when: one entry per step, with the time that people were scripted to take and the time that
// the simulators' mechanics took set apart from the machine's own.

#include <QJsonArray>
#include <QString>

#include <algorithm>
#include <chrono>
#include <vector>

namespace xiaowu::demo {

struct TimelineEntry {
  QString part;  ///< "recordQuery" or "application"
  QString step;
  std::int64_t startMs = 0;
  std::int64_t durationMs = 0;
  std::int64_t humanMs = 0;       ///< scripted
  std::int64_t mechanicalMs = 0;  ///< card, lamp, paper path: as slow as real ones
  [[nodiscard]] std::int64_t machineMs() const {
    return std::max<std::int64_t>(0, durationMs - humanMs - mechanicalMs);
  }
};

class Timeline {
 public:
  Timeline() : m_start(std::chrono::steady_clock::now()) {}
  [[nodiscard]] std::int64_t nowMs() const;
  void add(TimelineEntry entry) { m_entries.push_back(std::move(entry)); }
  [[nodiscard]] std::int64_t machineMs(const QString& part) const;
  [[nodiscard]] QJsonArray json() const;

 private:
  std::chrono::steady_clock::time_point m_start;
  std::vector<TimelineEntry> m_entries;
};

}  // namespace xiaowu::demo
