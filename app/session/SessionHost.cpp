#include "app/session/SessionHost.h"

#include "core/base/Log.h"
#include "app/session/PlatformFaceComparison.h"
#include "app/session/SubmissionWords.h"

#include <algorithm>

namespace xiaowu::session {
namespace {

namespace needs = domain::needs;
using workflow::OperationKind;

constexpr std::chrono::minutes kKeepHouseEvery{1};

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

SessionHost::SessionHost(SessionSetup setup, std::vector<drivers::FittedDevice> devices, sync::SyncHost& sync,
                         const Clock& clock)
    : m_setup(std::move(setup)), m_sync(sync), m_clock(clock) {
  knowDevices(devices);
  for (int index = 0; index < workflow::kTimerCount; ++index) {
    auto& timer = m_timers[static_cast<std::size_t>(index)];
    timer.setSingleShot(true);
    connect(&timer, &QTimer::timeout, this,
            [this, index] { send(workflow::TimerFired{static_cast<workflow::TimerKind>(index)}); });
  }
  m_state.availability.staffListed = !m_setup.rules.staffCards.empty();
  m_devices = std::make_unique<devices::DeviceSet>(
      std::move(devices), [this](const std::string& id, const drivers::DeviceHealth& health) {
        QMetaObject::invokeMethod(this, [this, id, health] { deviceHealthChanged(id, health); });
      });
  makeHandlers();
  followSync();
  // Whatever lies there from before this start belongs to no session.
  m_state.cardLeftOver = true;
  m_cards->watch(true);
}

SessionHost::~SessionHost() {
  m_devices.reset();  // first: their threads call into the handlers
}

void SessionHost::knowDevices(const std::vector<drivers::FittedDevice>& devices) {
  const auto now = m_clock.wall();
  for (const auto& device : devices) {
    m_state.availability.devices.push_back({device.instance});
    m_snapshots.push_back({device.instance.id, "starting", {}, now, {}});
  }
  m_attention = {"attention", "none", {}, now, {}};
}

void SessionHost::makeHandlers() {
  const auto& devices = *m_devices;
  m_cards = std::make_unique<CardHandler>(context(), devices.pool<drivers::IdCardReader>(needs::kCardReader));
  std::unique_ptr<FaceComparison> elsewhere;
  if (m_setup.rules.facesComparedOnPlatform) {
    elsewhere = std::make_unique<PlatformFaceComparison>(m_sync.platform(), m_setup.sealingTarget, m_clock);
  }
  m_faces = std::make_unique<FaceHandler>(context(), devices.pool<drivers::CameraPair>(needs::kCamera),
                                          m_setup.photoDecoder, m_setup.modelsFolder, m_setup.face,
                                          std::move(elsewhere));
  m_fingers = std::make_unique<FingerHandler>(
      context(), devices.pool<drivers::FingerprintReader>(needs::kFingerprintReader));
  m_staff = std::make_unique<StaffHandler>(context(), devices.pool<drivers::IdCardReader>(needs::kCardReader),
                                           m_setup.photoDecoder, m_sync, m_clock);
  m_papers =
      std::make_unique<PaperHandler>(context(), devices.pool<drivers::Scanner>(needs::kScanner), m_pages,
                                     m_setup.documentTypesFolder, m_setup.modelsFolder, m_clock);
  m_platform = std::make_unique<PlatformHandler>(context(), m_sync);
  m_prints =
      std::make_unique<PrintHandler>(context(), devices.pool<drivers::Printer>(needs::kSheetPrinter),
                                     devices.pool<drivers::Printer>(needs::kSlipPrinter), m_sync, m_clock);
  m_cases = std::make_unique<CaseHandler>(context(), m_sync, m_pages, m_setup.sealingTarget, m_clock);
  connect(m_faces.get(), &FaceHandler::modelsLoaded, this, &SessionHost::modelsLoaded);
}

HandlerContext SessionHost::context() {
  return {[this](workflow::Event event) { send(std::move(event)); },
          [this]() -> const workflow::State& { return m_state; }};
}

void SessionHost::followSync() {
  connect(&m_sync, &sync::SyncHost::submissionStateChanged, this,
          [this](const Uuid& id, outbox::SubmissionState state, const QString& caseNumber) {
            send(workflow::SubmissionChanged{id, wordFor(state), caseNumber.toStdString(),
                                             state == outbox::SubmissionState::Dead});
          });
  connect(&m_sync, &sync::SyncHost::linkStateChanged, this,
          [this](bool online) { send(workflow::LinkChanged{online}); });
  m_housekeepingTimer.setInterval(kKeepHouseEvery);
  connect(&m_housekeepingTimer, &QTimer::timeout, this, &SessionHost::runHousekeeping);
  m_housekeepingTimer.start();
  runHousekeeping();
}

void SessionHost::runHousekeeping() {
  // What was delivered and is in the platform's backup leaves this machine, as the consent page promises; so
  // do drafts that nobody came back for. Copies make room before new applications have to be refused.
  (void)m_sync.withOutbox([room = 2 * m_setup.freeBytesMin](outbox::Outbox& box) -> Result<int> {
    const auto drafts = box.drafts().purge();
    return drafts ? box.copies().purge(room) : drafts;
  });
  m_prints->reconcile();  // what a printer could not be asked about before
  lookAtDisk();
}

void SessionHost::lookAtDisk() {
  auto future = m_sync.withOutbox(
      [least = m_setup.freeBytesMin](outbox::Outbox& box) { return box.spaceState(least); });
  whenDone(future, this, [this](const Result<outbox::SpaceState>& space) {
    send(workflow::StorageChanged{!space || !space->enough});
  });
}

void SessionHost::send(workflow::Event event) {
  m_queue.push_back(std::move(event));
  if (m_processing) {
    return;
  }
  m_processing = true;
  while (!m_queue.empty()) {
    auto next = std::move(m_queue.front());
    m_queue.pop_front();
    process(std::move(next));
  }
  m_processing = false;
}

void SessionHost::process(workflow::Event event) {
  const auto name = workflow::eventName(event);
  const auto before = m_state.step;
  const workflow::StampedEvent stamped{std::move(event), m_clock.wall(), Uuid::makeV7(m_clock.wall())};
  auto next = workflow::step(m_setup.rules, std::move(m_state), stamped);
  m_state = std::move(next.state);
  if (m_state.step != before) {
    qCInfo(logWorkflow, "%s → %s", std::string(name).c_str(),
           std::string(workflow::stepName(m_state.step)).c_str());
  }
  for (const auto& effect : next.effects) {
    perform(effect);
  }
  Q_EMIT stepped(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                 QString::fromUtf8(workflow::stepName(m_state.step).data()));
  Q_EMIT stateChanged();
}

void SessionHost::perform(const workflow::Effect& effect) {
  std::visit(Overloaded{[&](const workflow::BeginOperation& begun) { begin(begun.operation); },
                        [&](const workflow::CancelOperation& cancelled) { cancel(cancelled.operation); },
                        [](const workflow::LeaveOperation&) {},  // its handler ends it
                        [&](const workflow::WatchCard& watch) { m_cards->watch(watch.on); },
                        [&](const workflow::WatchFace& watch) { m_faces->watchHolder(watch.on); },
                        [&](const workflow::StartTimer& timer) {
                          m_timers[static_cast<std::size_t>(timer.timer)].start(timer.after);
                        },
                        [&](const workflow::StopTimer& timer) {
                          m_timers[static_cast<std::size_t>(timer.timer)].stop();
                        },
                        [&](const workflow::SaveDraft& draft) { m_cases->saveDraft(draft.caseId); },
                        [&](const workflow::RemoveDraft& draft) { m_cases->removeDraft(draft.caseId); },
                        [&](const workflow::DropPage& drop) {
                          m_pages.drop(drop.page);
                          Q_EMIT pageDropped(drop.page);
                        },
                        [&](const workflow::ReportPrinted& printed) {
                          m_cases->reportPrinted(m_platform->proof().proofId, printed.sheetsOut);
                        },
                        [&](const workflow::SendRating& rating) { m_cases->sendRating(rating); },
                        [&](const workflow::NotifyStaff& notice) {
                          qCInfo(logWorkflow, "staff notified: %s", notice.code.c_str());
                          callAttention(notice.code);
                        },
                        [&](const workflow::ShowHolder& shown) { m_staff->showHolder(shown.on); },
                        [&](const workflow::RecordStaffCheck& check) { m_staff->record(check); },
                        [&](const workflow::Wipe&) {
                          m_staff->showHolder(false);
                          if (!m_state.session || m_state.step == workflow::Step::Guide) {
                            callAttention({});  // begun anew is not gone: who called is still waiting
                          }
                          m_pages.wipe();
                          m_faces->wipe();
                          m_papers->wipe();
                          m_platform->wipe();
                          m_prints->wipe();
                          Q_EMIT wiped();
                        }},
             effect);
}

void SessionHost::begin(const workflow::Operation& operation) {
  switch (operation.kind) {
    case OperationKind::ReadCard: return m_cards->readCard(operation.id);
    case OperationKind::CheckFace: return m_faces->checkFace(operation.id);
    case OperationKind::ScanPage: return m_papers->scanPage(operation.id);
    case OperationKind::ReadPage: return m_papers->readPage(operation.id);
    case OperationKind::QueryRecord: return m_platform->queryRecord(operation.id);
    case OperationKind::IssueProof: return m_platform->issueProof(operation.id);
    case OperationKind::PrintProof: return m_prints->printProof(operation.id, m_platform->proof());
    case OperationKind::PrintSlip:
      return m_prints->printSlip(operation.id, m_setup.caseUrl, m_setup.siteName);
    case OperationKind::Submit: return m_cases->submit(operation.id);
    case OperationKind::FindDraft: return m_cases->findDraft(operation.id);
    case OperationKind::FindPapers: return m_platform->findPapers(operation.id);
    case OperationKind::MatchFinger: return m_fingers->matchFinger(operation.id);
    case OperationKind::ReadStaffCard: return m_staff->readStaffCard(operation.id);
  }
}

void SessionHost::cancel(workflow::OperationId operation) {
  m_cards->cancel(operation);
  m_faces->cancel(operation);
  m_fingers->cancel(operation);
  m_staff->cancel(operation);
  m_papers->cancel(operation);
  m_platform->cancel(operation);
  m_prints->cancel(operation);
}

void SessionHost::modelsLoaded(const Error& problem) {
  m_modelsProblem = problem;
  const auto cameras = m_cameraHealth;
  for (const auto& [id, health] : cameras) {
    deviceHealthChanged(id, health);
  }
}

void SessionHost::deviceHealthChanged(const std::string& id, const drivers::DeviceHealth& health) {
  auto shown = health;
  const auto* device = m_state.availability.device(id);
  if (device->instance.meets(needs::kCamera)) {
    m_cameraHealth[id] = health;
    // A camera without models cannot check a face: for the resident it is not there.
    if (!m_modelsProblem.code.empty()) {
      shown = {drivers::DeviceState::HardwareError, m_modelsProblem.code};
    }
  }
  {
    const std::lock_guard lock(m_snapshotMutex);
    auto& snapshot = *std::find_if(m_snapshots.begin(), m_snapshots.end(),
                                   [&](const sync::DeviceSnapshot& each) { return each.name == id; });
    snapshot.state = drivers::deviceStateName(shown.state);
    snapshot.reason = shown.reason;
    snapshot.since = m_clock.wall();
  }
  if (drivers::isUsable(shown.state)) {
    send(workflow::DeviceBack{id});
    if (device->instance.meets(needs::kSheetPrinter) || device->instance.meets(needs::kSlipPrinter)) {
      m_prints->reconcile();
    }
  } else {
    send(workflow::DeviceGone{id, shown.reason});
  }
}

std::vector<sync::DeviceSnapshot> SessionHost::deviceSnapshots() const {
  const std::lock_guard lock(m_snapshotMutex);
  auto all = m_snapshots;
  all.push_back(m_attention);
  return all;
}

void SessionHost::callAttention(const std::string& code) {
  const std::lock_guard lock(m_snapshotMutex);
  m_attention.state = code.empty() ? "none" : "called";
  m_attention.reason = code;
  m_attention.since = m_clock.wall();
}

domain::PageId SessionHost::keepSignature(Bytes png) {
  return m_pages.add({std::move(png), "image/png"});
}

}  // namespace xiaowu::session
