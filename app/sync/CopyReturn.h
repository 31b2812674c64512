#pragma once
// Offers kept copies of delivered submissions to a platform that is in a new epoch, one at a time: what it
// has it answers with its receipt, what it lacks it is given under the same id, with the receipt of then, so
// that the resident's number stays. Tells nobody else: for the resident nothing changes. Sync thread.

#include "app/outbox/Copies.h"
#include "app/outbox/Submissions.h"
#include "app/sync/PlatformClient.h"

#include <QObject>

namespace xiaowu::sync {

class SubmissionTransfer;

struct CopyReturnOptions {
  /// Before the next try; `held`: trying again will not help before people have removed the cause.
  std::function<std::chrono::milliseconds(const Refusal& refusal, bool held, int attempts)> delayAfter;
  std::function<void(std::string_view point)> commitPoint;
};

class CopyReturn final : public QObject {
  Q_OBJECT

 public:
  /// The platform's answer, or why there was none; null: it has the copy. Not called after stop().
  /// `delay`: until it is offered again.
  using Ended = std::function<void(const Refusal* refusal, std::chrono::milliseconds delay)>;

  /// The references must outlive this.
  CopyReturn(outbox::Copies& copies, const outbox::Submissions& submissions, PlatformClient& client,
             const Clock& clock, CopyReturnOptions options);
  ~CopyReturn() override;

  /// Begins with the next one that is due; false when none is, or one is under way.
  [[nodiscard]] Result<bool> begin(Ended ended);
  [[nodiscard]] bool busy() const { return m_transfer != nullptr; }
  /// Cuts off what is under way; it is offered again later.
  void stop();

 private:
  void ended(const Answer<Receipt>& answer);
  [[nodiscard]] Result<void> note(const Answer<Receipt>& answer, std::chrono::milliseconds delay);

  outbox::Copies& m_copies;
  const outbox::Submissions& m_submissions;
  PlatformClient& m_client;
  const Clock& m_clock;
  CopyReturnOptions m_options;
  outbox::DueCopy m_copy;
  std::string m_caseNumber;
  std::unique_ptr<SubmissionTransfer> m_transfer;
  Ended m_ended;
};

}  // namespace xiaowu::sync
