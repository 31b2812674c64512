#pragma once
// The thread on which outbox, platform client and sync service live, and the only way in from other threads.
// GUARANTEED: work handed in before the host is destroyed is done (in order); destruction cuts network
// requests off and takes no longer than the work under way on the outbox.

#include "app/outbox/Outbox.h"
#include "app/sync/SyncService.h"

#include <QThread>

#include <type_traits>

namespace xiaowu::sync {

struct SyncSetup {
  std::filesystem::path folder;
  outbox::Options
      outbox;  ///< kioskId and sign are filled in from the platform options and the kiosk key when empty
  PlatformOptions platform;
  SyncOptions sync;
};

class SyncHost final : public QObject {
  Q_OBJECT

 public:
  /// `clock` must outlive the host. Made and destroyed on the GUI thread; starts at once, opened() tells how
  /// the opening ended.
  SyncHost(SyncSetup setup, crypto::Signer kioskKey, const Clock& clock);
  ~SyncHost() override;

  /// How the outbox opened; show openReport().setAside to the staff. Without an outbox every other call fails
  /// with that same error.
  [[nodiscard]] QFuture<Result<outbox::OpenReport>> opened() const { return m_opened; }
  /// Stores, then wakes the service. "Saved" may be said when this has succeeded.
  [[nodiscard]] QFuture<Result<outbox::Enqueued>> submit(outbox::Submission submission);
  [[nodiscard]] QFuture<Result<void>> report(const Uuid& id, std::string path, std::string json);
  /// Runs `work`, which returns some Result<T>, on the sync thread. It takes what it uses: the Outbox& or one
  /// of its classes (Drafts&, PrintJournal&, …).
  template <typename Work>
  auto withOutbox(Work work);
  /// The network is back, says the system.
  void networkReturned();
  /// Its calls may be made from any thread.
  PlatformClient& platform() { return *m_client; }

 Q_SIGNALS:
  void submissionStateChanged(xiaowu::Uuid id, xiaowu::outbox::SubmissionState state, QString caseNumber);
  void linkStateChanged(bool online, qint64 sinceUnixMicros);

 private:
  template <typename Work>
  static auto workOn(outbox::Outbox& outbox, Work& work);
  void openOn(QPromise<Result<outbox::OpenReport>>& promise, SyncSetup setup);
  void post(std::function<void()> work);

  const Clock& m_clock;
  QThread m_thread;
  QFuture<Result<outbox::OpenReport>> m_opened;
  std::unique_ptr<QObject> m_context;  ///< lives on the thread; everything below is touched only there
  std::unique_ptr<PlatformClient> m_client;
  std::unique_ptr<outbox::Outbox> m_outbox;
  std::unique_ptr<SyncService> m_service;
  Error m_openError;
};

template <typename Work>
auto SyncHost::workOn(outbox::Outbox& outbox, Work& work) {
  if constexpr (std::is_invocable_v<Work&, outbox::Submissions&>) {
    return work(outbox.submissions());
  } else if constexpr (std::is_invocable_v<Work&, outbox::SendQueue&>) {
    return work(outbox.queue());
  } else if constexpr (std::is_invocable_v<Work&, outbox::Drafts&>) {
    return work(outbox.drafts());
  } else if constexpr (std::is_invocable_v<Work&, outbox::PrintJournal&>) {
    return work(outbox.prints());
  } else if constexpr (std::is_invocable_v<Work&, outbox::Settings&>) {
    return work(outbox.settings());
  } else {
    return work(outbox);
  }
}

template <typename Work>
auto SyncHost::withOutbox(Work work) {
  using R = decltype(workOn(std::declval<outbox::Outbox&>(), work));
  auto promise = std::make_shared<QPromise<R>>();
  promise->start();
  auto future = promise->future();
  post([this, promise, work = std::move(work)]() mutable {
    promise->addResult(m_outbox ? workOn(*m_outbox, work) : R(tl::unexpected<Error>(m_openError)));
    promise->finish();
  });
  return future;
}

}  // namespace xiaowu::sync
