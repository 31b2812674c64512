#pragma once
// The kiosk as a process of its own, touched through its control socket: hardware by the simulator panel's
// commands, the screen by accessible names. Calls wait; nothing sleeps.

#include "tools/harness/Workspace.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>

#include <chrono>
#include <deque>
#include <functional>

namespace xiaowu::harness {

struct KioskStart {
  bool panel = false;
  bool offscreen = true;
  double simulatorTime = 0;
  QStringList delays;  ///< "holderAway=500": shorter clocks of the session
  QString stopAt;      ///< commit point at which the kiosk kills itself: "submission.enqueued", "part.sent:2"
};

class KioskProcess {
 public:
  /// Starts the program and waits for its control socket.
  [[nodiscard]] static Result<std::unique_ptr<KioskProcess>> start(const Workspace& workspace,
                                                                   const KioskStart& options = {});
  ~KioskProcess();
  KioskProcess(const KioskProcess&) = delete;
  KioskProcess& operator=(const KioskProcess&) = delete;

  /// One command; the error's detail is the kiosk's own.
  Result<QJsonObject> command(const QString& name, const QJsonObject& arguments = {},
                              std::chrono::milliseconds within = std::chrono::seconds{20});
  /// Waits until the session stands at this step.
  Result<void> waitForStep(const QString& step, std::chrono::milliseconds within = std::chrono::seconds{30});
  /// Asks for the status again after every announcement until `wanted` holds.
  Result<QJsonObject> waitForStatus(const std::function<bool(const QJsonObject&)>& wanted,
                                    const QString& what,
                                    std::chrono::milliseconds within = std::chrono::seconds{30});
  /// How often the session machine was told this ("cardRemoved"), as far as the kiosk's announcements were
  /// read; every command reads them all.
  [[nodiscard]] int events(const QString& name) const { return m_events.value(name); }
  /// Waits until it was told more than `before` times.
  Result<void> waitForEvent(const QString& name, int before,
                            std::chrono::milliseconds within = std::chrono::seconds{15});
  /// Waits for the element (ui.wait), then touches it.
  Result<void> tap(const QString& name, std::chrono::milliseconds within = std::chrono::seconds{15});
  Result<void> type(const QString& digits);
  [[nodiscard]] QString step();
  [[nodiscard]] bool running() const { return m_process.state() == QProcess::Running; }
  bool waitForEnd(std::chrono::milliseconds within = std::chrono::seconds{30});
  [[nodiscard]] bool endedByKill() const { return m_process.exitStatus() == QProcess::CrashExit; }
  void kill();
  /// SIGTERM, waits; false when it did not end cleanly.
  bool stop();

 private:
  KioskProcess() = default;
  Result<QJsonObject> receive(qint64 id, std::chrono::steady_clock::time_point deadline);
  bool readMore(std::chrono::steady_clock::time_point deadline);

  QProcess m_process;
  QLocalSocket m_socket;
  std::deque<QJsonObject> m_answers;
  qint64 m_lastId = 0;
  QHash<QString, int> m_events;
  bool m_announced = false;  ///< something was announced since the last look
};

}  // namespace xiaowu::harness
