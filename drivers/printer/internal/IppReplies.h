#pragma once
// The requests the driver makes and what it reads out of the answers.

#include "drivers/printer/internal/IppSession.h"

#include <optional>
#include <string>
#include <vector>

namespace xiaowu::drivers {

struct PrinterFacts {
  bool stopped = false;
  bool processing = false;
  bool takesPdf = false;
  bool createsJobs = false;          ///< Create-Job and Send-Document
  bool printsJobs = false;           ///< Print-Job
  std::vector<std::string> reasons;  ///< suffix removed, "none" left out
  ReasonSummary summary;             ///< supplies completed from printer-supply and printer-input-tray
};

enum class JobPhase { Incoming, Waiting, Completed, Canceled, Aborted };

struct JobFacts {
  JobPhase phase = JobPhase::Waiting;
  bool stopped = false;              ///< processing-stopped
  std::optional<int> sheetsOut;      ///< absent when the printer counts neither impressions nor sheets
  std::vector<std::string> reasons;  ///< job-state-reasons
};

[[nodiscard]] constexpr bool hasEnded(JobPhase phase) {
  return phase == JobPhase::Completed || phase == JobPhase::Canceled || phase == JobPhase::Aborted;
}

/// One job of a Get-Jobs answer.
struct ListedJob {
  int id = 0;
  std::string name;
  JobFacts facts;
};

/// What an answer says about the request itself.
enum class Verdict { Ok, Busy, Refused, NotFound, Failed };

/// The verdict of an answer; successful-ok-ignored-or-substituted-attributes is Refused when the medium is
/// among the ignored.
[[nodiscard]] Verdict verdictOf(const IppMessage& answer);
/// The status name, for details of errors ("client-error-not-found").
[[nodiscard]] std::string statusName(const IppMessage& answer);

[[nodiscard]] IppMessage askPrinter(const IppSession& session);
[[nodiscard]] IppMessage askJob(const IppSession& session, int jobId);
[[nodiscard]] IppMessage createJob(const IppSession& session, const PrintJob& job);
[[nodiscard]] IppMessage sendDocument(const IppSession& session, int jobId);
/// Print-Job: ticket and document in one, for printers without Create-Job.
[[nodiscard]] IppMessage printJob(const IppSession& session, const PrintJob& job);
[[nodiscard]] IppMessage cancelJob(const IppSession& session, int jobId);

[[nodiscard]] PrinterFacts printerFacts(const IppMessage& answer);
[[nodiscard]] JobFacts jobFacts(const IppMessage& answer);
/// Get-Jobs: those that this driver's user name made, the ended ones or the others.
[[nodiscard]] IppMessage askOwnJobs(const IppSession& session, bool ended);
[[nodiscard]] std::vector<ListedJob> listedJobs(const IppMessage& answer);
/// job-id of a Create-Job or Print-Job answer.
[[nodiscard]] std::optional<int> jobIdOf(const IppMessage& answer);

}  // namespace xiaowu::drivers
