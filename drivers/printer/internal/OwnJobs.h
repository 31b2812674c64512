#pragma once
// The jobs that this driver left at its printer. A sheet that comes out later comes out in front of somebody
// else, so whatever is unfinished is cancelled, and the printer is asked until it has ended: an accepted
// Cancel-Job is no end yet. The printer is this kiosk's alone: what its user name made is ours.

#include "drivers/printer/internal/IppReplies.h"

#include <set>

namespace xiaowu::drivers {

class OwnJobs {
 public:
  explicit OwnJobs(IppSession& session) : m_session(session) {}

  /// Something of ours may still come out. In doubt from the start: of another run nothing is known.
  [[nodiscard]] bool inDoubt() const { return m_inDoubt; }
  /// `jobId`: as far as it is known, for printers that do not list their jobs; 0: it is not.
  void doubt(int jobId);
  /// Cancels what is unfinished, again and again, until the printer names nothing of it any more. No new
  /// round begins after `tryFor`; a question under way, over a slow line, may take as long as the context
  /// gives. Does nothing when there is no doubt. False: still in doubt.
  [[nodiscard]] bool end(const CallContext& context, std::chrono::milliseconds tryFor);
  /// One Cancel-Job. True when the printer took it or the job had ended: no proof that it has.
  [[nodiscard]] bool cancel(int jobId, const CallContext& context);
  /// The newest job with this id in its name, whether it has ended or not; none: the printer has no such job.
  [[nodiscard]] Result<std::optional<ListedJob>> find(const std::string& id, const CallContext& context);
  /// device.gone and the like, device.protocol; printer.aborted: the printer does not know it (any more).
  [[nodiscard]] Result<JobFacts> ask(int jobId, const CallContext& context);

 private:
  [[nodiscard]] Result<std::vector<ListedJob>> list(bool ended, const CallContext& context);
  [[nodiscard]] Result<std::vector<int>> unfinished(const CallContext& context);

  IppSession& m_session;
  bool m_inDoubt = true;
  std::set<int> m_known;
};

/// Waits, but not past a stop request or the deadline.
void pauseWithin(std::chrono::milliseconds time, const CallContext& context);

}  // namespace xiaowu::drivers
