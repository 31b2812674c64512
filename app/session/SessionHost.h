#pragma once
// Runs the session: owns the machine's state, performs its effects through the handlers, keeps its timers,
// supervises the devices. One event after another, on the GUI thread; an event sent from inside an effect
// waits for its turn. Nothing here blocks.

#include "app/session/handlers/CardHandler.h"
#include "app/session/handlers/CaseHandler.h"
#include "app/session/handlers/FaceHandler.h"
#include "app/session/handlers/FingerHandler.h"
#include "app/session/handlers/PaperHandler.h"
#include "app/session/handlers/PlatformHandler.h"
#include "app/session/handlers/PrintHandler.h"
#include "app/session/handlers/StaffHandler.h"
#include "app/workflow/Machine.h"

#include <deque>
#include <map>
#include <mutex>

namespace xiaowu::session {

namespace errors {
inline constexpr std::string_view kModelsStarting =
    "vision.starting";  ///< the face models are still being loaded
}  // namespace errors

struct SessionSetup {
  workflow::Rules rules;
  std::string siteName;
  std::string caseUrl;  ///< "https://…/case/"
  std::filesystem::path modelsFolder;
  std::filesystem::path documentTypesFolder;
  FaceSetup face;  ///< its rules are stricter than the table of fusion
  std::shared_ptr<const drivers::PhotoDecoder> photoDecoder;  ///< not null: that it cannot is an answer too
  SealingTarget sealingTarget;                                ///< also for rules.facesComparedOnPlatform
  std::uint64_t freeBytesMin = 256ULL << 20;                  ///< below it no new applications are taken
};

class SessionHost final : public QObject {
  Q_OBJECT

 public:
  /// Supervises all of `devices`, in their order. `sync` and `clock` must outlive the host.
  SessionHost(SessionSetup setup, std::vector<drivers::FittedDevice> devices, sync::SyncHost& sync,
              const Clock& clock);
  ~SessionHost() override;

  void send(workflow::Event event);
  /// Asks for the room on the disk, whose answer is StorageChanged; also every minute by itself.
  void lookAtDisk();
  [[nodiscard]] const workflow::State& state() const { return m_state; }
  /// Keeps a signature (PNG) for the Signed event.
  [[nodiscard]] domain::PageId keepSignature(Bytes png);
  /// Device snapshots for the heartbeat, each under its instance's id; may be called from any thread.
  [[nodiscard]] std::vector<sync::DeviceSnapshot> deviceSnapshots() const;
  /// Told with every heartbeat until the session ends; empty: nobody is needed any more.
  void callAttention(const std::string& code);
  [[nodiscard]] FaceHandler& faces() { return *m_faces; }
  [[nodiscard]] PaperHandler& papers() { return *m_papers; }
  [[nodiscard]] StaffHandler& staff() { return *m_staff; }

 Q_SIGNALS:
  void stateChanged();
  void pageDropped(xiaowu::domain::PageId page);
  void wiped();
  /// Every step taken, for logs, the demo's timeline and tests; no personal data.
  void stepped(const QString& event, const QString& step);

 private:
  void knowDevices(const std::vector<drivers::FittedDevice>& devices);
  void makeHandlers();
  void process(workflow::Event event);
  void perform(const workflow::Effect& effect);
  void begin(const workflow::Operation& operation);
  void cancel(workflow::OperationId operation);
  void deviceHealthChanged(const std::string& id, const drivers::DeviceHealth& health);
  void modelsLoaded(const Error& problem);
  void followSync();
  void runHousekeeping();
  [[nodiscard]] HandlerContext context();

  SessionSetup m_setup;
  sync::SyncHost& m_sync;
  const Clock& m_clock;
  workflow::State m_state;
  std::deque<workflow::Event> m_queue;
  bool m_processing = false;
  std::array<QTimer, workflow::kTimerCount> m_timers;
  QTimer m_housekeepingTimer;
  PageStore m_pages;
  mutable std::mutex m_snapshotMutex;
  std::vector<sync::DeviceSnapshot> m_snapshots;  ///< in the order of the state's devices
  sync::DeviceSnapshot
      m_attention;  ///< what staff was called for last, told with every heartbeat until the session ends
  Error m_modelsProblem{std::string(errors::kModelsStarting), Fault::ServiceUnavailable, {}};
  std::map<std::string, drivers::DeviceHealth> m_cameraHealth;  ///< of each camera, by its id
  std::unique_ptr<devices::DeviceSet> m_devices;
  std::unique_ptr<CardHandler> m_cards;
  std::unique_ptr<FaceHandler> m_faces;
  std::unique_ptr<FingerHandler> m_fingers;
  std::unique_ptr<StaffHandler> m_staff;
  std::unique_ptr<PaperHandler> m_papers;
  std::unique_ptr<PlatformHandler> m_platform;
  std::unique_ptr<PrintHandler> m_prints;
  std::unique_ptr<CaseHandler> m_cases;
};

}  // namespace xiaowu::session
