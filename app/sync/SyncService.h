#pragma once
// Empties the outbox into the platform: one item at a time, submissions resumed where they stopped, reports
// posted, receipts stored before anybody is told. An item that fails waits (full jitter, Retry-After obeyed)
// or becomes a dead letter, which only the platform's own final word can make it, and the others go on. When
// nothing else is due, kept copies are offered to a platform in a new epoch.
// Heartbeats every 30 s tell whether the link is there. Lives on the thread of its outbox; all decisions take
// the injected clock and random, so a test moves time and calls kick().

#include "app/outbox/SendQueue.h"
#include "app/outbox/Settings.h"
#include "app/outbox/Submissions.h"
#include "app/sync/Backoff.h"
#include "app/sync/CopyReturn.h"
#include "app/sync/PlatformClient.h"
#include "app/sync/TimeKeeper.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

namespace xiaowu::sync {

class SubmissionTransfer;

struct DeviceReport {
  std::string version;
  std::chrono::seconds uptime{0};
  std::vector<DeviceSnapshot> devices;
};

struct SyncOptions {
  std::chrono::milliseconds baseDelay{2000};
  std::chrono::milliseconds capDelay{std::chrono::minutes{10}};
  std::chrono::milliseconds heldDelay{
      std::chrono::minutes{10}};  ///< what the platform refuses, but not for good
  std::chrono::milliseconds heartbeatEvery{30000};
  std::function<double()> random;  ///< in [0, 1); empty: the system's generator
  std::function<DeviceReport()>
      devices;  ///< called on the sync thread for each heartbeat; empty: no heartbeats
  std::function<void(std::string_view point)> commitPoint;  ///< part.sent, manifest.sent, report.sent
};

/// What the service needs of the outbox.
struct OutboxParts {
  outbox::SendQueue& queue;
  outbox::Submissions& submissions;
  outbox::Copies& copies;
  outbox::Settings& settings;
};

class SyncService final : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive the service.
  SyncService(OutboxParts outbox, PlatformClient& client, const Clock& clock, SyncOptions options);
  ~SyncService() override;  ///< stop()

  void start();
  /// Cuts off what is under way and gives its lease back; nothing is lost and nothing more is sent. Returns
  /// at once.
  void stop();
  /// Looks for due items now: one was enqueued, or time has passed.
  void kick();
  /// The network is back: also what waits because nobody answered becomes due.
  void networkReturned();

  [[nodiscard]] LinkState linkState() const { return m_link.state(); }
  /// Nothing under way (tests, orderly shutdown).
  [[nodiscard]] bool idle() const { return !m_current && !m_copies.busy() && !m_heartbeat; }

 Q_SIGNALS:
  /// After the row was written. `caseNumber` is empty without a receipt.
  void submissionStateChanged(xiaowu::Uuid id, xiaowu::outbox::SubmissionState state, QString caseNumber);
  void linkStateChanged(bool online, qint64 sinceUnixMicros);

 private:
  struct Current;
  void pump();
  void schedule();
  void startItem(const outbox::DueItem& item);
  void startReport(const outbox::DueItem& item);
  void submissionEnded(const Answer<Receipt>& answer);
  void reportEnded(const Answer<bool>& answer);
  void itemFailed(const Refusal& refusal);
  [[nodiscard]] bool renumbered(const Uuid& id, const Refusal& refusal);
  void storeReceipt(const Receipt& receipt);
  void dropCurrent();
  void startCopy();
  void holdAll(const Refusal& refusal, std::chrono::milliseconds delay);
  void beginHeartbeat();
  void hasten();
  void release(const Uuid& id);
  void heartbeatEnded(const Answer<HeartbeatAnswer>& answer);
  void timeKept(const Result<void>& kept);
  void noteLink(const Refusal* refusal);
  [[nodiscard]] std::chrono::milliseconds backoff(int attempts) const;
  [[nodiscard]] std::chrono::milliseconds delayAfter(const Refusal& refusal, bool held, int attempts) const;
  void tell(std::optional<LinkState> change);
  void storageFailed(const Error& error, std::string_view doing);
  [[nodiscard]] double random() const;

  OutboxParts m_outbox;
  PlatformClient& m_client;
  const Clock& m_clock;
  SyncOptions m_options;
  LinkMonitor m_link;
  TimeKeeper m_time;
  QTimer m_timer;
  bool m_running = false;
  bool m_pumpQueued = false;
  bool m_leasesUnsure = false;  ///< the disk failed: a lease may be left that nobody holds
  int m_linkFailures = 0;
  WallTime m_holdUntil;  ///< nobody is sent anything before: the link is down, or the platform said 429
  SteadyTime m_nextHeartbeat;
  std::unique_ptr<Current> m_current;
  CopyReturn m_copies;
  std::vector<outbox::CommandDone> m_telling;  ///< with the heartbeat under way
  std::unique_ptr<QFutureWatcher<Answer<HeartbeatAnswer>>> m_heartbeat;
};

}  // namespace xiaowu::sync
