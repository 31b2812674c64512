#include "tools/demo/Timeline.h"

#include <QJsonObject>

namespace xiaowu::demo {

std::int64_t Timeline::nowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_start)
      .count();
}

std::int64_t Timeline::machineMs(const QString& part) const {
  std::int64_t sum = 0;
  for (const auto& entry : m_entries) {
    sum += entry.part == part ? entry.machineMs() : 0;
  }
  return sum;
}

QJsonArray Timeline::json() const {
  QJsonArray array;
  for (const auto& entry : m_entries) {
    array.append(QJsonObject{{QStringLiteral("part"), entry.part},
                             {QStringLiteral("step"), entry.step},
                             {QStringLiteral("startMs"), static_cast<qint64>(entry.startMs)},
                             {QStringLiteral("durationMs"), static_cast<qint64>(entry.durationMs)},
                             {QStringLiteral("machineMs"), static_cast<qint64>(entry.machineMs())},
                             {QStringLiteral("humanMs"), static_cast<qint64>(entry.humanMs)},
                             {QStringLiteral("mechanicalMs"), static_cast<qint64>(entry.mechanicalMs)}});
  }
  return array;
}

}  // namespace xiaowu::demo
