#include "app/sync/SyncService.h"

#include "core/base/Log.h"
#include "core/domain/ContractCodes.h"
#include "app/sync/SubmissionTransfer.h"
#include "app/sync/internal/HeartbeatContent.h"
#include "app/sync/internal/OutcomeWords.h"

#include <QRandomGenerator>

#include <algorithm>

namespace xiaowu::sync {

namespace chrono = std::chrono;

namespace {

constexpr chrono::milliseconds kLookAgain{30000};  // the wall clock may be set while we wait
constexpr chrono::milliseconds kAfterStorageError{5000};
constexpr chrono::minutes kHoldMax{10};
constexpr chrono::seconds kBeatWhileBad{4};  // the screen's word about the line is right within 10 s

}  // namespace

/// The one item under way.
struct SyncService::Current {
  outbox::DueItem item;
  std::unique_ptr<SubmissionTransfer> transfer;
  std::unique_ptr<QFutureWatcher<Answer<bool>>> report;
};

SyncService::SyncService(OutboxParts outbox, PlatformClient& client, const Clock& clock, SyncOptions options)
    : m_outbox(outbox),
      m_client(client),
      m_clock(clock),
      m_options(std::move(options)),
      m_time(outbox.settings, client.channel().clock()),
      m_timer(this),
      m_copies(outbox.copies, outbox.submissions, client, clock,
               {[this](const Refusal& refusal, bool held, int attempts) {
                  return delayAfter(refusal, held, attempts);
                },
                m_options.commitPoint}) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &SyncService::pump);
  connect(&m_client.channel(), &Channel::clockMoved, this, [this] { timeKept(m_time.keep()); });
}

SyncService::~SyncService() {
  stop();
}

void SyncService::start() {
  m_running = true;
  m_time.restore();
  m_leasesUnsure = true;
  m_nextHeartbeat = m_clock.steady();
  kick();
}

void SyncService::stop() {
  if (m_running) {
    timeKept(m_time.keep());
  }
  m_running = false;
  m_timer.stop();
  if (m_heartbeat) {
    m_heartbeat->disconnect();
    m_heartbeat->cancel();
    m_heartbeat.reset();
  }
  m_copies.stop();
  if (!m_current) {
    return;
  }
  const auto id = m_current->item.id;
  dropCurrent();
  // When this cannot be written, the next start's sweep gives the lease back.
  if (auto released = m_outbox.queue.release(id); !released) {
    qCWarning(logSync, "release: %s", describe(released.error()).c_str());
  }
}

void SyncService::dropCurrent() {
  auto current = std::move(m_current);
  if (current->transfer) {
    current->transfer->stop();
    current->transfer.release()->deleteLater();  // this may run inside its own callback
  }
  if (current->report) {
    current->report->disconnect();
    current->report->cancel();
    current->report.release()->deleteLater();
  }
}

void SyncService::kick() {
  if (!m_running || std::exchange(m_pumpQueued, true)) {
    return;
  }
  QMetaObject::invokeMethod(
      this,
      [this] {
        m_pumpQueued = false;
        pump();
      },
      Qt::QueuedConnection);
}

void SyncService::networkReturned() {
  m_linkFailures = 0;
  m_holdUntil = {};
  m_nextHeartbeat = m_clock.steady();
  hasten();
  kick();
}

void SyncService::pump() {
  if (!m_running) {
    return;
  }
  tell(m_link.tick(m_clock.steady()));
  timeKept(m_time.keepWhenDue());
  if (m_options.devices && !m_heartbeat && m_clock.steady() >= m_nextHeartbeat) {
    beginHeartbeat();
  }
  // A hold further away than any we set means that the wall clock was put back.
  const auto now = m_clock.wall();
  if (m_holdUntil > now + kHoldMax) {
    m_holdUntil = now;
  }
  if (!m_current && !m_copies.busy() && now >= m_holdUntil) {
    // Nothing is under way, so no lease is good: at the start, and when the disk failed as one was to end.
    if (std::exchange(m_leasesUnsure, false)) {
      if (const auto released = m_outbox.queue.releaseAll(); !released) {
        storageFailed(released.error(), "release");
      }
    }
    const auto due = m_outbox.queue.due(now, 1);
    if (!due) {
      storageFailed(due.error(), "read what is due");
    }
    if (due && !due->empty()) {
      startItem(due->front());
    } else if (due) {
      startCopy();
    }
  }
  schedule();
}

void SyncService::schedule() {
  auto wait = kLookAgain;
  const auto sooner = [&wait](chrono::milliseconds candidate) {
    wait = std::clamp(candidate, chrono::milliseconds{10}, wait);
  };
  if (m_options.devices && !m_heartbeat) {
    sooner(chrono::ceil<chrono::milliseconds>(m_nextHeartbeat - m_clock.steady()));
  }
  if (m_link.state() != LinkState::Offline) {
    sooner(chrono::seconds{10});  // for the link's own time limit
  }
  if (!m_current && !m_copies.busy()) {
    for (const auto& next : {m_outbox.queue.nextDueAt(), m_outbox.copies.nextDueAt()}) {
      if (next && *next) {
        sooner(chrono::ceil<chrono::milliseconds>(std::max(**next, m_holdUntil) - m_clock.wall()));
      }
    }
  }
  m_timer.start(wait);
}

void SyncService::startItem(const outbox::DueItem& item) {
  if (item.kind == outbox::ItemKind::Report) {
    return startReport(item);
  }
  auto manifest = m_outbox.queue.leaseSubmission(item.id);
  if (!manifest) {
    return storageFailed(manifest.error(), "lease");
  }
  m_current = std::make_unique<Current>();
  m_current->item = item;
  m_current->transfer = std::make_unique<SubmissionTransfer>(m_outbox.submissions, m_client,
                                                             std::move(*manifest), m_options.commitPoint);
  const auto uploaded = [this, id = item.id] {
    Q_EMIT submissionStateChanged(id, outbox::SubmissionState::Uploaded, {});
  };
  m_current->transfer->start([this](const Answer<Receipt>& answer) { submissionEnded(answer); }, uploaded);
  Q_EMIT submissionStateChanged(item.id, outbox::SubmissionState::Sending, {});
}

void SyncService::startReport(const outbox::DueItem& item) {
  const auto report = m_outbox.queue.leaseReport(item.id);
  if (!report) {
    return storageFailed(report.error(), "lease");
  }
  m_current = std::make_unique<Current>();
  m_current->item = item;
  m_current->report = std::make_unique<QFutureWatcher<Answer<bool>>>();
  auto* watcher = m_current->report.get();
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
    const auto finished = watcher->future();
    if (finished.resultCount() > 0) {
      return reportEnded(finished.result());
    }
    Refusal cancelled;  // the client went away with the call
    cancelled.fault = Fault::Cancelled;
    itemFailed(cancelled);
  });
  watcher->setFuture(m_client.postStored(report->path, report->json));
}

void SyncService::submissionEnded(const Answer<Receipt>& answer) {
  if (answer) {
    storeReceipt(*answer);
  } else {
    itemFailed(answer.error());
  }
}

void SyncService::storeReceipt(const Receipt& receipt) {
  const auto id = m_current->item.id;
  const auto outcome = outcomeOf(receipt.state);
  dropCurrent();
  noteLink(nullptr);
  auto stored =
      m_outbox.queue.markAcknowledged(id, {outcome, receipt.caseNumber, receipt.reason, receipt.json});
  if (!stored) {
    // The platform gives the same receipt again; until it is on the disk nobody is told.
    storageFailed(stored.error(), "store a receipt");
    release(id);
    return;
  }
  Q_EMIT submissionStateChanged(id, outcome, QString::fromStdString(receipt.caseNumber));
  kick();
}

void SyncService::reportEnded(const Answer<bool>& answer) {
  if (!answer) {
    return itemFailed(answer.error());
  }
  const auto id = m_current->item.id;
  dropCurrent();
  noteLink(nullptr);
  if (m_options.commitPoint) {
    m_options.commitPoint("report.sent");
  }
  if (auto done = m_outbox.queue.markReportSent(id); !done) {
    storageFailed(done.error(), "settle a report");
    release(id);
  }
  kick();
}

void SyncService::itemFailed(const Refusal& refusal) {
  const auto item = m_current->item;
  dropCurrent();
  const bool submission = item.kind == outbox::ItemKind::Submission;
  if (refusal.fault == Fault::Cancelled) {
    release(item.id);
    return;
  }
  noteLink(&refusal);
  const auto& code = refusal.platformCode.empty() ? refusal.code : refusal.platformCode;
  // Never the id: it opens the case's public page.
  qCWarning(logSync, "a %s: %s, %s", submission ? "submission" : "report", code.c_str(), outlookOf(refusal));
  if (!refusal.retry) {
    if (auto marked = m_outbox.queue.markDead(item.id, code); !marked) {
      storageFailed(marked.error(), "mark as dead");
    }
    if (submission) {
      Q_EMIT submissionStateChanged(item.id, outbox::SubmissionState::Dead, {});
    }
    return kick();
  }
  const auto now = m_clock.wall();
  // Once at once; a platform that says it again and again is not asked faster than one that is busy.
  const bool again = submission && renumbered(item.id, refusal);
  auto delay = delayAfter(refusal, refusal.held, item.attempts);
  if (again) {
    delay = item.attempts == 0 ? chrono::milliseconds::zero() : backoff(item.attempts);
  }
  if (auto marked = m_outbox.queue.markRetry(item.id, code, now + delay, refusal.held && !again); !marked) {
    storageFailed(marked.error(), "mark for retry");
  }
  holdAll(refusal, delay);
  if (submission) {
    Q_EMIT submissionStateChanged(item.id, outbox::SubmissionState::Stored, {});
  }
  kick();
}

chrono::milliseconds SyncService::backoff(int attempts) const {
  return backoffDelay(attempts, m_options.baseDelay, m_options.capDelay, random());
}

/// Jitter on top of Retry-After, or all kiosks come back in the same second.
chrono::milliseconds SyncService::delayAfter(const Refusal& refusal, bool held, int attempts) const {
  if (refusal.retryAfter) {
    return chrono::milliseconds(*refusal.retryAfter) + backoff(0);
  }
  return held ? m_options.heldDelay : backoff(attempts);
}

/// Too many requests and an unknown key concern the whole kiosk; too many unfinished parts one item alone.
void SyncService::holdAll(const Refusal& refusal, chrono::milliseconds delay) {
  const bool everything =
      (refusal.status == 429 && refusal.platformCode != domain::contract::kTooMuchUnfinished) ||
      refusal.platformCode == errors::kSignature;
  if (everything) {
    m_holdUntil = std::max(m_holdUntil, m_clock.wall() + std::min<chrono::milliseconds>(delay, kHoldMax));
  }
}

void SyncService::startCopy() {
  const auto begun = m_copies.begin([this](const Refusal* refusal, chrono::milliseconds delay) {
    noteLink(refusal);
    if (refusal != nullptr) {
      holdAll(*refusal, delay);
    }
    kick();
  });
  if (!begun) {
    storageFailed(begun.error(), "read a copy");
  }
}

/// Another submission has its number there: this disk was replaced or restored. True: it has a new one.
bool SyncService::renumbered(const Uuid& id, const Refusal& refusal) {
  if (refusal.platformCode != domain::contract::kSubmissionNumberTaken) {
    return false;
  }
  const auto number = m_outbox.submissions.renumber(id, refusal.lastSeq);
  if (!number) {
    storageFailed(number.error(), "give a new number");
    return false;
  }
  qCWarning(logSync, "a submission's number was taken, it has a new one");
  return true;
}

void SyncService::beginHeartbeat() {
  const auto report = m_options.devices();
  auto heartbeat = heartbeatOf(m_outbox, report, m_client.channel().clock().wall());
  m_telling = m_outbox.queue.commandsToTell().value_or(std::vector<outbox::CommandDone>());
  heartbeat.commandsDone = m_telling;
  // A tenth of jitter keeps the kiosks of a county from beating together.
  const auto period = m_options.heartbeatEvery;
  m_nextHeartbeat = m_clock.steady() + chrono::milliseconds(static_cast<std::int64_t>(
                                           static_cast<double>(period.count()) * (0.95 + 0.1 * random())));
  m_heartbeat = std::make_unique<QFutureWatcher<Answer<HeartbeatAnswer>>>();
  auto* watcher = m_heartbeat.get();
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
    const auto finished = watcher->future();
    m_heartbeat.release()->deleteLater();
    if (finished.resultCount() > 0) {
      heartbeatEnded(finished.result());
    }
  });
  watcher->setFuture(m_client.heartbeatAnswer(heartbeat));
}

void SyncService::heartbeatEnded(const Answer<HeartbeatAnswer>& answer) {
  if (!answer) {
    noteLink(&answer.error());
    return kick();
  }
  noteLink(nullptr);
  if (auto raised = m_outbox.submissions.continueAfter(answer->lastSeq); !raised) {
    storageFailed(raised.error(), "note the platform's highest number");
  }
  const auto word = answer->word.value_or(outbox::PlatformWord{0, {}, {}, answer->receivedAt});
  if (const auto heard = m_outbox.copies.heard(word); !heard) {
    storageFailed(heard.error(), "note the platform's epoch");
  }
  if (const auto told = m_telling.empty() ? Result<void>{} : m_outbox.queue.commandsTold(m_telling); !told) {
    storageFailed(told.error(), "note what was told");
  }
  for (const auto& command : answer->commands) {
    if (const auto done = perform(command, m_outbox.queue); !done) {
      storageFailed(done.error(), "do a command");  // the platform says it again
    }
  }
  kick();
}

/// Any answer of the platform, even a refusal, shows that the link is there.
void SyncService::noteLink(const Refusal* refusal) {
  if (refusal && refusal->status == 0 && !refusal->link) {
    return;  // nothing went over the line
  }
  if (refusal && refusal->link) {
    const auto delay = backoff(m_linkFailures++);
    m_holdUntil = std::max(m_holdUntil, m_clock.wall() + std::min<chrono::milliseconds>(delay, kHoldMax));
    m_nextHeartbeat = std::min(m_nextHeartbeat, m_clock.steady() + kBeatWhileBad);
    return tell(m_link.failed(m_clock.steady()));
  }
  const bool wasOffline = m_link.state() == LinkState::Offline;
  if (std::exchange(m_linkFailures, 0) > 0) {
    m_holdUntil = {};
  }
  tell(m_link.succeeded(m_clock.steady()));
  if (!wasOffline) {
    return;
  }
  hasten();
}

/// What waits because nobody answered becomes due.
void SyncService::hasten() {
  const auto hastened =
      m_outbox.queue.hasten({errors::kUnreachable, errors::kTimedOut, errors::kForeignAnswer});
  if (!hastened) {
    storageFailed(hastened.error(), "hasten");
  }
}

void SyncService::release(const Uuid& id) {
  if (const auto released = m_outbox.queue.release(id); !released) {
    storageFailed(released.error(), "release");
  }
}

void SyncService::tell(std::optional<LinkState> change) {
  if (!change) {
    return;
  }
  qCInfo(logSync, "the platform is %s", *change == LinkState::Online ? "reachable" : "not reachable");
  Q_EMIT linkStateChanged(*change == LinkState::Online, toUnixMicros(m_clock.wall()));
}

void SyncService::timeKept(const Result<void>& kept) {
  if (!kept) {
    storageFailed(kept.error(), "store the time");
  }
}

void SyncService::storageFailed(const Error& error, std::string_view doing) {
  qCCritical(logSync, "cannot %.*s: %s", static_cast<int>(doing.size()), doing.data(),
             describe(error).c_str());
  m_holdUntil = std::max(m_holdUntil, m_clock.wall() + kAfterStorageError);
  m_leasesUnsure = true;
}

double SyncService::random() const {
  return m_options.random ? m_options.random() : QRandomGenerator::global()->generateDouble();
}

}  // namespace xiaowu::sync
