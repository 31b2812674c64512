#include "drivers/printer/IppPrinter.h"

#include "drivers/printer/internal/IppReplies.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace xiaowu::drivers {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kPoll{80};
constexpr Milliseconds kBusyPoll{200};
// A printer or switch that restarts its network comes back in about a second.
constexpr Milliseconds kLostGrace{1500};
constexpr Milliseconds kCancelOnStop{70};  // what is left of the 100 ms promised after a stop request
constexpr Milliseconds kCancelOnDeadline{1000};
constexpr int kLateCounts = 5;  // some printers count the last sheet a moment after "completed"

/// Waits, but not past a stop request or the deadline.
void pause(Milliseconds time, const CallContext& context) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, context.stop, std::min(time, context.remaining()), [] { return false; });
}

Error printerError(std::string_view code, std::string detail) {
  return Error{std::string(code), printerFault(code), std::move(detail)};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ",") + word;
  }
  return text;
}

bool interrupted(const Error& error) {
  return error.code == xiaowu::errors::kCancelled || error.code == xiaowu::errors::kTimedOut;
}

/// Of a job that was not made.
std::string_view codeOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::Failed: return errors::kPrintAborted;
    case Verdict::Ok: return errors::kProtocol;
    default: return errors::kPrintRefused;
  }
}

/// One print() call: what is known of the job so far, and what was reported to the caller.
class Run {
 public:
  Run(const PrintJob& job, const std::function<void(const PrintProgress&)>& progress)
      : m_job(job), m_progress(progress) {}

  void report(int sheetsOut, std::string reason) {
    PrintProgress now{std::max(sheetsOut, m_reported.sheetsOut), std::move(reason)};
    if (m_first || now.sheetsOut != m_reported.sheetsOut || now.reason != m_reported.reason) {
      m_first = false;
      m_reported = std::move(now);
      if (m_progress) {
        m_progress(m_reported);
      }
    }
  }
  [[nodiscard]] int sheetsOut() const { return m_reported.sheetsOut; }
  [[nodiscard]] const std::string& waitingFor() const { return m_reported.reason; }
  [[nodiscard]] const PrintJob& job() const { return m_job; }
  [[nodiscard]] Error error(std::string_view code, std::string detail) const {
    return printerError(code, std::move(detail) + "; sheets-out=" + std::to_string(m_reported.sheetsOut));
  }
  int jobId = 0;  ///< 0: the printer has not named the job yet

 private:
  const PrintJob& m_job;
  const std::function<void(const PrintProgress&)>& m_progress;
  PrintProgress m_reported;
  bool m_first = true;
};

class IppPrinter final : public Printer {
 public:
  explicit IppPrinter(PrinterUri uri) : m_session(std::move(uri)) {}

  [[nodiscard]] Result<DeviceHealth> open(const CallContext& context) override;
  void close() override;
  [[nodiscard]] DeviceHealth health(const CallContext& context) override;
  [[nodiscard]] Result<PrinterStatus> status(const CallContext& context) override;
  [[nodiscard]] Result<PrintOutcome> print(const PrintJob& job,
                                           const std::function<void(const PrintProgress&)>& progress,
                                           const CallContext& context) override;

 private:
  [[nodiscard]] Result<PrinterFacts> printerNow(const CallContext& context);
  [[nodiscard]] Result<JobFacts> jobNow(int jobId, const CallContext& context);
  [[nodiscard]] Result<JobFacts> jobPatiently(int jobId, const CallContext& context);
  [[nodiscard]] Result<void> start(Run& run, const CallContext& context);
  [[nodiscard]] Result<void> sendPages(Run& run, const CallContext& context);
  [[nodiscard]] Result<PrintOutcome> follow(Run& run, const CallContext& context);
  [[nodiscard]] Result<PrintOutcome> finish(Run& run, JobFacts facts, const CallContext& context);
  [[nodiscard]] Result<PrintOutcome> giveUp(Run& run, const Error& cause, const CallContext& context);
  [[nodiscard]] bool cancelAtPrinter(int jobId, const CallContext& context);
  void cancelOrphan(const CallContext& context);

  IppSession m_session;
  bool m_open = false;
  bool m_createsJobs = true;
  int m_orphan = 0;     ///< a job whose cancellation is not confirmed yet
  bool m_lost = false;  ///< a job may have been made whose number did not come back
};

Result<PrinterFacts> IppPrinter::printerNow(const CallContext& context) {
  auto answer = m_session.exchange(askPrinter(m_session), {}, context);
  if (!answer) {
    return fail(answer.error());
  }
  if (verdictOf(*answer) != Verdict::Ok) {
    return fail(errors::kProtocol, Fault::AttendantNeeded, "Get-Printer-Attributes: " + statusName(*answer));
  }
  return printerFacts(*answer);
}

Result<JobFacts> IppPrinter::jobNow(int jobId, const CallContext& context) {
  auto answer = m_session.exchange(askJob(m_session, jobId), {}, context);
  if (!answer) {
    return fail(answer.error());
  }
  switch (verdictOf(*answer)) {
    case Verdict::Ok: return jobFacts(*answer);
    case Verdict::NotFound:
      return fail(printerError(errors::kPrintAborted, "the printer no longer knows the job"));
    default: return fail(printerError(errors::kProtocol, "Get-Job-Attributes: " + statusName(*answer)));
  }
}

Result<JobFacts> IppPrinter::jobPatiently(int jobId, const CallContext& context) {
  const auto giveUpAt = std::chrono::steady_clock::now() + kLostGrace;
  for (;;) {
    auto facts = jobNow(jobId, context);
    if (facts || facts.error().code != errors::kGone || std::chrono::steady_clock::now() >= giveUpAt) {
      return facts;
    }
    pause(kBusyPoll, context);
  }
}

Result<DeviceHealth> IppPrinter::open(const CallContext& context) {
  close();
  const auto facts = printerNow(context);
  if (!facts) {
    return fail(facts.error());
  }
  if (!facts->createsJobs && !facts->printsJobs) {
    return fail(printerError(errors::kProtocol, "the printer takes no jobs"));
  }
  if (!facts->takesPdf) {
    return fail(printerError(errors::kProtocol, "the printer does not take PDF"));
  }
  m_createsJobs = facts->createsJobs;
  m_open = true;
  return DeviceHealth{printerDeviceState(facts->summary.blocking), facts->summary.blocking};
}

void IppPrinter::close() {
  m_session.drop();
  m_open = false;
}

DeviceHealth IppPrinter::health(const CallContext& context) {
  const auto now = status(context);
  return now ? now->health : DeviceHealth{printerDeviceState(now.error().code), now.error().code};
}

Result<PrinterStatus> IppPrinter::status(const CallContext& context) {
  if (!m_open) {
    return fail(printerError(errors::kNotOpen, "printer"));
  }
  auto facts = printerNow(context);
  if (!facts) {
    return fail(facts.error());
  }
  PrinterStatus status;
  std::string reason = facts->summary.blocking;
  if (reason.empty() && facts->summary.toner == Supply::Out) {
    reason = errors::kTonerOut;
  }
  if (reason.empty() && facts->processing) {
    reason = errors::kBusy;
  }
  status.health = {printerDeviceState(reason), reason};
  status.paper = facts->summary.paper;
  status.toner = facts->summary.toner;
  status.reasons = std::move(facts->reasons);
  return status;
}

bool IppPrinter::cancelAtPrinter(int jobId, const CallContext& context) {
  const auto answer = m_session.exchange(cancelJob(m_session, jobId), {}, context);
  // "not possible" and "not found" mean that it has ended already.
  return answer && verdictOf(*answer) != Verdict::Failed && verdictOf(*answer) != Verdict::Busy;
}

void IppPrinter::cancelOrphan(const CallContext& context) {
  if (m_orphan != 0 && cancelAtPrinter(m_orphan, context)) {
    m_orphan = 0;
  }
  if (!m_lost) {
    return;
  }
  // A job without a document keeps many printers busy for a minute. This driver prints one job at a time, so
  // any unfinished one of ours is the lost one.
  const auto answer = m_session.exchange(askOwnJobs(m_session), {}, context);
  if (!answer) {
    return;
  }
  const std::vector<int> ids = jobIdsOf(*answer);
  m_lost = !std::all_of(ids.begin(), ids.end(), [&](int id) { return cancelAtPrinter(id, context); });
}

Result<PrintOutcome> IppPrinter::print(const PrintJob& job,
                                       const std::function<void(const PrintProgress&)>& progress,
                                       const CallContext& context) {
  if (!m_open) {
    return fail(printerError(errors::kNotOpen, "printer; sheets-out=0"));
  }
  if (job.sheets < 1 || !textOf(job.pdf).starts_with("%PDF-")) {
    return fail(printerError(errors::kPrintRefused, "not a PDF of at least one sheet; sheets-out=0"));
  }
  Run run(job, progress);
  cancelOrphan(context);
  if (auto started = start(run, context); !started) {
    return giveUp(run, started.error(), context);
  }
  if (auto sent = m_createsJobs ? sendPages(run, context) : Result<void>(); !sent) {
    return giveUp(run, sent.error(), context);
  }
  return follow(run, context);
}

Result<void> IppPrinter::start(Run& run, const CallContext& context) {
  for (;;) {
    const ByteView document = m_createsJobs ? ByteView{} : ByteView(run.job().pdf);
    auto answer = m_session.exchange(
        m_createsJobs ? createJob(m_session, run.job()) : printJob(m_session, run.job()), document, context);
    if (!answer) {
      return fail(answer.error());
    }
    const Verdict verdict = verdictOf(*answer);
    run.jobId = jobIdOf(*answer).value_or(0);
    if (verdict == Verdict::Ok && run.jobId > 0) {
      run.report(0, {});
      return {};
    }
    if (verdict != Verdict::Busy) {
      return fail(printerError(codeOf(verdict), "new job: " + statusName(*answer)));
    }
    run.jobId = 0;
    // The job before may be waiting for paper: that is what must be reported.
    const auto facts = printerNow(context);
    run.report(
        0, facts && !facts->summary.blocking.empty() ? facts->summary.blocking : std::string(errors::kBusy));
    pause(kBusyPoll, context);
  }
}

Result<void> IppPrinter::sendPages(Run& run, const CallContext& context) {
  auto answer = m_session.exchange(sendDocument(m_session, run.jobId), run.job().pdf, context);
  if (answer) {
    switch (verdictOf(*answer)) {
      case Verdict::Ok: return {};
      case Verdict::Refused:
      case Verdict::NotFound:
        return fail(printerError(errors::kPrintRefused, "Send-Document: " + statusName(*answer)));
      default: return fail(printerError(errors::kPrintAborted, "Send-Document: " + statusName(*answer)));
    }
  }
  if (answer.error().code != errors::kGone) {
    return fail(answer.error());
  }
  // Lost on the way: the document may have arrived whole all the same, then the job goes on; half a document
  // never prints.
  const auto facts = jobPatiently(run.jobId, context);
  if (!facts) {
    return fail(facts.error());
  }
  return facts->phase == JobPhase::Incoming ? Result<void>(fail(answer.error())) : Result<void>();
}

Result<PrintOutcome> IppPrinter::follow(Run& run, const CallContext& context) {
  for (;;) {
    const auto facts = jobPatiently(run.jobId, context);
    if (!facts) {
      return giveUp(run, facts.error(), context);
    }
    if (facts->phase == JobPhase::Completed || facts->phase == JobPhase::Canceled ||
        facts->phase == JobPhase::Aborted) {
      return finish(run, *facts, context);
    }
    const auto printer = printerNow(context);
    if (!printer && interrupted(printer.error())) {
      return giveUp(run, printer.error(), context);
    }
    if (printer) {
      run.report(facts->sheetsOut.value_or(0),
                 summariseReasons(printer->reasons, printer->stopped || facts->stopped).blocking);
    }
    pause(kPoll, context);
  }
}

Result<PrintOutcome> IppPrinter::finish(Run& run, JobFacts facts, const CallContext& context) {
  run.report(facts.sheetsOut.value_or(0), run.waitingFor());
  if (facts.phase != JobPhase::Completed) {
    const bool format =
        std::any_of(facts.reasons.begin(), facts.reasons.end(), [](const std::string& reason) {
          return reason == "unsupported-document-format" || reason == "document-format-error" ||
                 reason == "document-unprintable-error";
        });
    return fail(run.error(format ? errors::kPrintRefused : errors::kPrintAborted,
                          "job-state-reasons=" + joined(facts.reasons)));
  }
  for (int i = 0; i < kLateCounts && facts.sheetsOut.value_or(0) < run.job().sheets; ++i) {
    pause(kPoll, context);
    const auto again = jobNow(run.jobId, context);
    if (!again) {
      break;
    }
    facts = *again;
    run.report(facts.sheetsOut.value_or(0), run.waitingFor());
  }
  if (!facts.sheetsOut) {
    return fail(run.error(errors::kPrintAborted, "the printer says completed but counts no sheets"));
  }
  if (*facts.sheetsOut < run.job().sheets) {
    return fail(run.error(errors::kPrintAborted, "the printer says completed with too few sheets"));
  }
  run.report(*facts.sheetsOut, {});
  return PrintOutcome{*facts.sheetsOut};
}

Result<PrintOutcome> IppPrinter::giveUp(Run& run, const Error& cause, const CallContext& context) {
  if (run.jobId == 0) {
    m_lost = m_lost || interrupted(cause) || cause.code == errors::kGone;
    if (interrupted(cause)) {
      cancelOrphan(CallContext::within(kCancelOnStop));
    }
    const bool explained = cause.code == xiaowu::errors::kTimedOut && !run.waitingFor().empty();
    return fail(run.error(explained ? std::string_view(run.waitingFor()) : std::string_view(cause.code),
                          cause.detail));
  }
  // The caller's own context has run out, so the farewell gets a short one of its own.
  const CallContext farewell = CallContext::within(context.cancelled() ? kCancelOnStop : kCancelOnDeadline);
  const bool reachable = interrupted(cause) || cause.code != errors::kGone;
  m_orphan = reachable && cancelAtPrinter(run.jobId, farewell) ? 0 : run.jobId;
  if (reachable && !farewell.expired()) {
    if (const auto facts = jobNow(run.jobId, farewell)) {
      if (facts->phase == JobPhase::Completed) {
        return finish(run, *facts, farewell);  // it was faster than the cancellation
      }
      run.report(facts->sheetsOut.value_or(0), run.waitingFor());
    }
  }
  if (cause.code == xiaowu::errors::kTimedOut && !run.waitingFor().empty()) {
    return fail(run.error(run.waitingFor(), "still so at the deadline"));
  }
  return fail(run.error(cause.code, cause.detail));
}

}  // namespace

Result<std::unique_ptr<Printer>> makePrinter(std::string_view uri) {
  auto parsed = parsePrinterUri(uri);
  if (!parsed) {
    return fail(parsed.error());
  }
  return std::make_unique<IppPrinter>(std::move(*parsed));
}

}  // namespace xiaowu::drivers
