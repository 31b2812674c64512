#pragma once
// The simulator panel: plays the hardware. The same commands come from its window and, as JSON lines, from a
// local control socket; the socket also touches the screen through accessible names, as a person would. Part
// of builds with simulators only.

#include "drivers/registry/SimulatorSet.h"

#include <QJsonObject>
#include <QRect>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class QQmlEngine;
class QQuickWindow;

namespace xiaowu::simulator {
class NetworkSimulator;
class PrinterControl;
}  // namespace xiaowu::simulator

namespace xiaowu::panel {

struct PanelSetup {
  simulator::SimulatorSet simulators;
  std::shared_ptr<simulator::NetworkSimulator> line{};  ///< between kiosk and platform; may be null
  QQuickWindow* kiosk = nullptr;                        ///< the window that ui.* commands act on
  QString socketPath;                                   ///< of the control socket; empty: none
  bool showWindow = false;
  QString platformUrl;  ///< for server.* and seal.* commands (a platform with --faults); may be empty
  std::function<QJsonObject()> status;  ///< step, submission word, devices … ; no personal data
  std::function<QJsonObject()>
      metrics;  ///< guiBlockMsMax, firstFrameMs, peakRssMb, mechanicalMs {<device>: ms, …}
  std::function<std::shared_ptr<void>()>
      instrument;  ///< while the returned object lives, the watchdog does not count (screenshots)
  std::function<void(std::chrono::seconds)> shiftClock;
  std::function<void(bool)> fillDisk;
};

/// Where a window of the size `wanted` stands beside the kiosk's on this desk: never over it while there is
/// room for `least`.
[[nodiscard]] QRect besideOf(const QRect& kiosk, const QRect& desk, const QSize& least, const QSize& wanted);

class Panel {
 public:
  /// Listens and shows its window at once. GUI thread. Errors (socket path taken) are logged and leave the
  /// panel without that part.
  explicit Panel(PanelSetup setup);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;

  /// One line to every connected client: {"event":name, …}. For steps, notices, commit points.
  void announce(const QString& name, const QJsonObject& content);

 private:
  struct Private;
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::panel
