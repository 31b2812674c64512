#include "app/sync/SyncHost.h"

#include "core/base/Log.h"

namespace xiaowu::sync {

SyncHost::SyncHost(SyncSetup setup, crypto::Signer kioskKey, const Clock& clock)
    : m_clock(clock), m_context(std::make_unique<QObject>()) {
  if (setup.outbox.kioskId.empty()) {
    setup.outbox.kioskId = setup.platform.channel.kioskId;
  }
  if (!setup.outbox.sign) {
    setup.outbox.sign = [kioskKey](std::string_view text) { return kioskKey.sign(text); };
  }
  if (setup.outbox.publicKey.empty()) {
    setup.outbox.publicKey.assign(kioskKey.publicKey().begin(), kioskKey.publicKey().end());
  }
  m_client = std::make_unique<PlatformClient>(setup.platform, std::move(kioskKey), clock);
  m_thread.setObjectName(QStringLiteral("sync"));
  m_context->moveToThread(&m_thread);
  m_client->moveToThread(&m_thread);
  auto promise = std::make_shared<QPromise<Result<outbox::OpenReport>>>();
  promise->start();
  m_opened = promise->future();
  post([this, promise, setup = std::move(setup)]() mutable { openOn(*promise, std::move(setup)); });
  m_thread.start();
}

SyncHost::~SyncHost() {
  // Events to one object are handled in order: this comes after all work that was handed in.
  post([this] {
    m_service.reset();
    m_client.reset();
    m_outbox.reset();
    m_context.release()->deleteLater();
    m_thread.quit();
  });
  m_thread.wait();
}

void SyncHost::post(std::function<void()> work) {
  QMetaObject::invokeMethod(m_context.get(), std::move(work), Qt::QueuedConnection);
}

void SyncHost::openOn(QPromise<Result<outbox::OpenReport>>& promise, SyncSetup setup) {
  auto outbox = outbox::Outbox::open(setup.folder, m_clock, std::move(setup.outbox));
  if (!outbox) {
    qCCritical(logSync, "the outbox does not open: %s", describe(outbox.error()).c_str());
    m_openError = outbox.error();
    promise.addResult(Result<outbox::OpenReport>(fail(outbox.error())));
    return promise.finish();
  }
  m_outbox = std::move(*outbox);
  m_service = std::make_unique<SyncService>(
      OutboxParts{m_outbox->queue(), m_outbox->submissions(), m_outbox->copies(), m_outbox->settings()},
      *m_client, m_clock, std::move(setup.sync));
  connect(m_service.get(), &SyncService::submissionStateChanged, this, &SyncHost::submissionStateChanged);
  connect(m_service.get(), &SyncService::linkStateChanged, this, &SyncHost::linkStateChanged);
  m_service->start();
  promise.addResult(Result<outbox::OpenReport>(m_outbox->openReport()));
  promise.finish();
}

QFuture<Result<outbox::Enqueued>> SyncHost::submit(outbox::Submission submission) {
  return withOutbox([this, submission = std::move(submission)](outbox::Submissions& submissions) {
    auto enqueued = submissions.enqueue(submission);
    if (enqueued) {
      m_service->kick();
    }
    return enqueued;
  });
}

QFuture<Result<void>> SyncHost::report(const Uuid& id, std::string path, std::string json) {
  return withOutbox([this, id, path = std::move(path), json = std::move(json)](outbox::SendQueue& queue) {
    auto enqueued = queue.enqueueReport(id, path, json);
    if (enqueued) {
      m_service->kick();
    }
    return enqueued;
  });
}

void SyncHost::networkReturned() {
  post([this] {
    if (m_service) {
      m_service->networkReturned();
    }
  });
}

}  // namespace xiaowu::sync
