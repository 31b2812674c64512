#pragma once
// Makes the whole kiosk from a site's configuration and keeps it alive: devices, outbox, session, screens, in
// builds with simulators the simulator panel.

#include "core/base/Clock.h"
#include "app/main/GuiWatchdog.h"
#include "app/main/SiteConfig.h"
#include "core/storage/FolderLock.h"
#include "app/session/SessionHost.h"
#include "app/viewmodels/KioskViewModel.h"

#include <QQmlApplicationEngine>
#include <QTimer>

#ifdef XIAOWU_SIMULATORS
#include "ui/simulator/Panel.h"
#endif

namespace xiaowu {

/// The wall clock that the fault panel can shift; steady time is never touched.
class KioskClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady() const override { return m_system.steady(); }
  [[nodiscard]] WallTime wall() const override {
    return m_system.wall() + std::chrono::seconds{m_shift.load()};
  }
  /// From the system's time; 0 is on time again.
  void shift(std::chrono::seconds by) { m_shift = by.count(); }

 private:
  SystemClock m_system;
  std::atomic<std::int64_t> m_shift{0};
};

struct KioskOptions {
  QString controlSocket;    ///< simulators only
  bool showPanel = false;   ///< simulators only
  std::string stopAtPoint;  ///< simulators only: end the process without warning (SIGKILL) at this commit
                            ///< point, the n-th time
  int stopAtCount = 1;
  double simulatorTimeScale = 1;  ///< 1: simulators are as slow as hardware; 0: no mechanical time
  workflow::Delays delays;  ///< changed in builds with simulators only, so that a test does not wait a minute
};

class KioskApplication final : public QObject {
  Q_OBJECT

 public:
  KioskApplication(site::SiteConfig site, drivers::DeviceRegistry registry, KioskOptions options);
  ~KioskApplication() override;
  /// Fails with what is missing: configuration, service items, key, window.
  [[nodiscard]] Result<void> start();

 private:
  [[nodiscard]] Result<std::vector<drivers::FittedDevice>> makeDevices();
  [[nodiscard]] Result<session::SessionSetup> sessionSetup(
      std::vector<catalog::ServiceItemPtr> items, const std::vector<drivers::FittedDevice>& devices) const;
  void startSync(const crypto::Signer& key);
  void startSession(session::SessionSetup setup, std::vector<drivers::FittedDevice> devices);
  void connectScreen();
  [[nodiscard]] Result<void> startScreen();
  void endSession();
  void showTime();
  void noteRestart();
  void startPanel();
  void reached(std::string_view point);
  [[nodiscard]] sync::DeviceReport deviceReport() const;
  [[nodiscard]] QJsonObject metrics() const;
  [[nodiscard]] QJsonObject status() const;

  site::SiteConfig m_site;
  drivers::DeviceRegistry m_registry;
  KioskOptions m_options;
  KioskClock m_machineClock;
  CorrectedClock m_clock{m_machineClock};  ///< what everything below asks
  SteadyTime m_started;
  GuiWatchdog m_watchdog;
  std::atomic<int> m_pointCount{0};
  std::atomic<bool> m_diskFull{false};        ///< played by the panel
  std::optional<storage::FolderLock> m_lock;  ///< longer than all that works in the folder
  std::unique_ptr<sync::SyncHost> m_sync;
  mutable std::mutex m_sessionMutex;  ///< for the pointer: the sync thread reads it in deviceReport()
  std::unique_ptr<session::SessionHost> m_session;
  std::unique_ptr<viewmodels::KioskViewModel> m_screen;
  std::unique_ptr<QQmlApplicationEngine> m_engine;
  QTimer m_clockTimer;
  std::int64_t m_firstFrameMs = -1;
#ifdef XIAOWU_SIMULATORS
  simulator::SimulatorSet m_simulators;
  std::shared_ptr<simulator::NetworkSimulator> m_line;  ///< null where every device is real
  std::string m_directUrl;  ///< of the platform, past the line that the panel can cut
  std::unique_ptr<panel::Panel> m_panel;
#endif
};

}  // namespace xiaowu
