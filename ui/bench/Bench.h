#pragma once
// The device bench: plays the hardware. The same commands come from its window and, as JSON lines, from a
// local control socket; the socket also touches the screen through accessible names, as a person would. Part
// of builds with twins only.

#include "drivers/virtual/TwinSet.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QQmlEngine;
class QQuickWindow;

namespace xiaowu::bench {

struct BenchSetup {
  virtualdevices::TwinSet twins;
  QQuickWindow* kiosk = nullptr;  ///< the window that ui.* commands act on
  QString socketPath;             ///< of the control socket; empty: none
  bool showWindow = false;
  QString platformUrl;  ///< for server.* and seal.* commands (a platform with --faults); may be empty
  std::function<QJsonObject()> status;  ///< step, submission word, devices … ; no personal data
  std::function<QJsonObject()>
      metrics;  ///< guiBlockMsMax, firstFrameMs, peakRssMb, mechanicalMs {card, scanner, sheets, slips}
  std::function<std::shared_ptr<void>()>
      instrument;  ///< while the returned object lives, the watchdog does not count (screenshots)
  std::function<void(std::chrono::seconds)> shiftClock;
  std::function<void(bool)> fillDisk;
};

class Bench {
 public:
  /// Listens and shows its window at once. GUI thread. Errors (socket path taken) are logged and leave the
  /// bench without that part.
  explicit Bench(BenchSetup setup);
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  /// One line to every connected client: {"event":name, …}. For steps, notices, commit points.
  void announce(const QString& name, const QJsonObject& content);

 private:
  struct Private;
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::bench
