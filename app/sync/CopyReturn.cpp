#include "app/sync/CopyReturn.h"

#include "app/sync/SubmissionTransfer.h"
#include "core/base/Log.h"

namespace xiaowu::sync {

namespace {

/// Even a final word does not end a case that has its receipt: people must look why it is refused.
bool isHeld(const Refusal& refusal) {
  return refusal.held || !refusal.retry;
}

}  // namespace

CopyReturn::CopyReturn(outbox::Copies& copies, const outbox::Submissions& submissions, PlatformClient& client,
                       const Clock& clock, CopyReturnOptions options)
    : m_copies(copies),
      m_submissions(submissions),
      m_client(client),
      m_clock(clock),
      m_options(std::move(options)) {}

CopyReturn::~CopyReturn() {
  stop();
}

Result<bool> CopyReturn::begin(Ended ended) {
  if (busy()) {
    return false;
  }
  const auto due = m_copies.due(m_clock.wall());
  if (!due) {
    return fail(due.error());
  }
  if (!*due) {
    return false;
  }
  auto copy = m_copies.find((*due)->id);
  if (!copy) {
    return fail(copy.error());
  }
  m_copy = **due;
  m_caseNumber = copy->caseNumber;
  m_ended = std::move(ended);
  m_transfer = std::make_unique<SubmissionTransfer>(m_submissions, m_client, std::move(copy->manifest),
                                                    m_options.commitPoint, std::move(copy->receiptJson));
  m_transfer->start([this](const Answer<Receipt>& answer) { this->ended(answer); });
  return true;
}

void CopyReturn::stop() {
  m_ended = nullptr;
  if (m_transfer) {
    m_transfer->stop();
    m_transfer.release()->deleteLater();  // this may run inside its own callback
  }
}

void CopyReturn::ended(const Answer<Receipt>& answer) {
  const auto tell = std::exchange(m_ended, nullptr);
  stop();
  if (!answer && answer.error().fault == Fault::Cancelled) {
    return;
  }
  const auto delay = answer ? std::chrono::milliseconds::zero()
                            : m_options.delayAfter(answer.error(), isHeld(answer.error()), m_copy.attempts);
  if (const auto noted = note(answer, delay); !noted) {
    // It stays due, and the platform answers the same again.
    qCCritical(logSync, "what came of a copy is not noted: %s", describe(noted.error()).c_str());
  }
  if (tell) {
    tell(answer ? nullptr : &answer.error(), delay);
  }
}

Result<void> CopyReturn::note(const Answer<Receipt>& answer, std::chrono::milliseconds delay) {
  if (answer) {
    if (answer->caseNumber != m_caseNumber) {
      qCCritical(logSync, "the platform has a copy under another number than its receipt of then");
    }
    return m_copies.settle(m_copy.id);
  }
  const auto& refusal = answer.error();
  const bool held = isHeld(refusal);
  const auto& code = refusal.platformCode.empty() ? refusal.code : refusal.platformCode;
  qCWarning(logSync, "a copy that was offered: %s, %s", code.c_str(), held ? "held" : "to be tried again");
  return m_copies.retry(m_copy.id, code, m_clock.wall() + delay, held);
}

}  // namespace xiaowu::sync
