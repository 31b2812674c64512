#include "drivers/printer/IppPrinter.h"

#include "drivers/printer/internal/OwnJobs.h"
#include "drivers/printer/internal/Run.h"

#include <algorithm>
#include <utility>

namespace xiaowu::drivers {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kPoll{80};
constexpr Milliseconds kBusyPoll{200};
// A printer or switch that restarts its network comes back in about a second: until then nothing is said.
constexpr Milliseconds kLostGrace{1500};
// Then it is told, and waited for as long as somebody needs to push a plug back in.
constexpr Milliseconds kLostPatience{10000};
constexpr Milliseconds kCancelOnStop{70};  // what is left of the 100 ms promised after a stop request
constexpr Milliseconds kCancelOnDeadline{1000};
constexpr Milliseconds kEndWithHealth{300};
constexpr int kLateCounts = 5;  // some printers count the last sheet a moment after "completed"
constexpr int kTries = 3;       // of a request or a document that got lost before it arrived

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
  [[nodiscard]] Result<PrintAccount> settle(const std::string& id, const CallContext& context) override;

 private:
  [[nodiscard]] Result<PrinterFacts> printerNow(const CallContext& context);
  template <typename T, typename Ask>
  [[nodiscard]] Result<T> patiently(Run& run, const CallContext& context, const Ask& ask);
  [[nodiscard]] Result<JobFacts> jobPatiently(Run& run, const CallContext& context);
  [[nodiscard]] Result<std::optional<ListedJob>> findPatiently(Run& run, const CallContext& context);
  [[nodiscard]] Result<void> endOthers(Run& run, const CallContext& context);
  [[nodiscard]] Result<std::optional<ListedJob>> earlier(Run& run, const CallContext& context);
  [[nodiscard]] Result<void> start(Run& run, const CallContext& context);
  [[nodiscard]] Result<bool> startedAllTheSame(Run& run, const CallContext& context);
  [[nodiscard]] Result<bool> sendPages(Run& run, const CallContext& context);
  [[nodiscard]] Result<void> hand(Run& run, const CallContext& context);
  [[nodiscard]] Result<PrintOutcome> follow(Run& run, const CallContext& context);
  [[nodiscard]] Result<PrintOutcome> finish(Run& run, JobFacts facts, const CallContext& context);
  [[nodiscard]] Result<PrintOutcome> giveUp(Run& run, const Error& cause, const CallContext& context);

  IppSession m_session;
  OwnJobs m_jobs{m_session};
  bool m_open = false;
  bool m_createsJobs = true;
  std::string m_unsure;  ///< id of the last job whose end is not known: it may be there
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

// Over a line that is gone: asks again until it is back, and tells that it is waited for.
template <typename T, typename Ask>
Result<T> IppPrinter::patiently(Run& run, const CallContext& context, const Ask& ask) {
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    Result<T> answer = ask();
    const auto lost = std::chrono::steady_clock::now() - start;
    if (answer || answer.error().code != errors::kGone || lost >= kLostPatience) {
      return answer;
    }
    if (lost >= kLostGrace) {
      run.report(0, std::string(errors::kGone));
    }
    pauseWithin(kBusyPoll, context);
  }
}

Result<JobFacts> IppPrinter::jobPatiently(Run& run, const CallContext& context) {
  return patiently<JobFacts>(run, context, [&] { return m_jobs.ask(run.jobId, context); });
}

Result<std::optional<ListedJob>> IppPrinter::findPatiently(Run& run, const CallContext& context) {
  return patiently<std::optional<ListedJob>>(run, context,
                                             [&] { return m_jobs.find(run.job().id, context); });
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
  m_jobs.doubt(0);  // while the line was closed, and before this run, anything may have been left
  const bool ours = m_jobs.end(context, kCancelOnDeadline);
  const std::string reason =
      facts->summary.blocking.empty() && !ours ? std::string(errors::kBusy) : facts->summary.blocking;
  return DeviceHealth{printerDeviceState(reason), reason};
}

void IppPrinter::close() {
  m_session.drop();
  m_open = false;
}

DeviceHealth IppPrinter::health(const CallContext& context) {
  if (m_open && m_jobs.inDoubt()) {
    static_cast<void>(m_jobs.end(context, kEndWithHealth));
  }
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
  if (reason.empty() && (facts->processing || m_jobs.inDoubt())) {
    reason = errors::kBusy;
  }
  status.health = {printerDeviceState(reason), reason};
  status.paper = facts->summary.paper;
  status.toner = facts->summary.toner;
  status.reasons = std::move(facts->reasons);
  return status;
}

Result<PrintAccount> IppPrinter::settle(const std::string& id, const CallContext& context) {
  if (!m_open) {
    return fail(printerError(errors::kNotOpen, "printer"));
  }
  m_jobs.doubt(0);
  const bool ended = m_jobs.end(context, context.remaining());
  const auto job = m_jobs.find(id, context);
  if (!job) {
    return fail(job.error());
  }
  if (!ended) {
    return fail(printerError(errors::kBusy, "a job of before has not ended"));
  }
  const bool isOut =
      *job && ((*job)->facts.phase == JobPhase::Completed || (*job)->facts.sheetsOut.value_or(0) > 0);
  if (m_unsure == id && !isOut) {
    m_unsure.clear();  // what is out is followed when it is tried once more, not printed again
  }
  if (!*job) {
    return PrintAccount{};
  }
  return PrintAccount{true, (*job)->facts.phase == JobPhase::Completed, (*job)->facts.sheetsOut.value_or(0)};
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
  const auto before = earlier(run, context);
  if (!before) {
    return giveUp(run, before.error(), context);
  }
  if (*before) {  // its answer was lost: it is asked about, not made again
    run.jobId = (*before)->id;
    return follow(run, context);
  }
  if (auto others = endOthers(run, context); !others) {
    return giveUp(run, others.error(), context);
  }
  if (auto handed = hand(run, context); !handed) {
    return giveUp(run, handed.error(), context);
  }
  return follow(run, context);
}

/// The job of this id that an earlier call may have left. One that ended before its first sheet is none.
Result<std::optional<ListedJob>> IppPrinter::earlier(Run& run, const CallContext& context) {
  if (run.job().id.empty() || run.job().id != m_unsure) {
    return std::optional<ListedJob>{};
  }
  auto job = m_jobs.find(run.job().id, context);
  if (job && *job) {
    const auto& facts = (*job)->facts;
    const bool empty =
        facts.phase == JobPhase::Incoming ||
        (facts.phase != JobPhase::Completed && hasEnded(facts.phase) && facts.sheetsOut.value_or(0) == 0);
    if (empty) {
      job->reset();
    }
  }
  return job;
}

/// Nothing is printed while something of before may still come out.
Result<void> IppPrinter::endOthers(Run& run, const CallContext& context) {
  while (!m_jobs.end(context, kCancelOnDeadline)) {
    if (context.cancelled()) {
      return fail(printerError(xiaowu::errors::kCancelled, "before the job"));
    }
    if (context.expired()) {
      return fail(printerError(xiaowu::errors::kTimedOut, "an earlier job has not ended"));
    }
    // It may be waiting in a jam: that is what must be reported.
    const auto facts = printerNow(context);
    if (!facts && !interrupted(facts.error())) {
      return fail(facts.error());
    }
    run.report(
        0, facts && !facts->summary.blocking.empty() ? facts->summary.blocking : std::string(errors::kBusy));
    pauseWithin(kBusyPoll, context);
  }
  return {};
}

/// Makes the job and gives its pages to the printer. Half a document never prints: that job is ended, and
/// begun anew when the printer says that nothing came out of it.
Result<void> IppPrinter::hand(Run& run, const CallContext& context) {
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (auto started = start(run, context); !started) {
      return started;
    }
    const auto sent = m_createsJobs ? sendPages(run, context) : Result<bool>(true);
    if (!sent) {
      return fail(sent.error());
    }
    if (*sent) {
      return {};
    }
    m_jobs.doubt(run.jobId);
    if (auto ended = endOthers(run, context); !ended) {
      return ended;
    }
    run.jobId = 0;
  }
  return fail(printerError(errors::kGone, "the document was lost again and again"));
}

Result<void> IppPrinter::start(Run& run, const CallContext& context) {
  for (int lost = 0;;) {
    const ByteView document = m_createsJobs ? ByteView{} : ByteView(run.job().pdf);
    auto answer = m_session.exchange(
        m_createsJobs ? createJob(m_session, run.job()) : printJob(m_session, run.job()), document, context);
    if (!answer) {
      if (answer.error().code != errors::kGone || run.job().id.empty() || ++lost == kTries) {
        return fail(answer.error());
      }
      const auto made = startedAllTheSame(run, context);
      if (!made || *made) {
        return made ? Result<void>() : Result<void>(fail(made.error()));
      }
      continue;
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
    pauseWithin(kBusyPoll, context);
  }
}

/// After a lost answer: the job may have been made.
Result<bool> IppPrinter::startedAllTheSame(Run& run, const CallContext& context) {
  const auto found = findPatiently(run, context);
  if (!found) {
    return fail(found.error());
  }
  if (!*found || (hasEnded((*found)->facts.phase) && (*found)->facts.phase != JobPhase::Completed &&
                  (*found)->facts.sheetsOut.value_or(0) == 0)) {
    return false;
  }
  run.jobId = (*found)->id;
  run.report(0, {});
  return true;
}

/// False: the document did not arrive whole, and nothing has come out.
Result<bool> IppPrinter::sendPages(Run& run, const CallContext& context) {
  auto answer = m_session.exchange(sendDocument(m_session, run.jobId), run.job().pdf, context);
  if (answer) {
    switch (verdictOf(*answer)) {
      case Verdict::Ok: return true;
      case Verdict::Refused:
      case Verdict::NotFound:
        return fail(printerError(errors::kPrintRefused, "Send-Document: " + statusName(*answer)));
      default: return fail(printerError(errors::kPrintAborted, "Send-Document: " + statusName(*answer)));
    }
  }
  if (answer.error().code != errors::kGone) {
    return fail(answer.error());
  }
  // Lost on the way: the document may have arrived whole all the same, then the job goes on.
  const auto facts = jobPatiently(run, context);
  if (!facts) {
    return fail(facts.error());
  }
  const bool torn = facts->phase == JobPhase::Incoming ||
                    (facts->phase == JobPhase::Aborted && facts->sheetsOut.value_or(0) == 0);
  return !torn;
}

Result<PrintOutcome> IppPrinter::follow(Run& run, const CallContext& context) {
  for (;;) {
    const auto facts = jobPatiently(run, context);
    if (!facts) {
      return giveUp(run, facts.error(), context);
    }
    if (hasEnded(facts->phase)) {
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
    pauseWithin(kPoll, context);
  }
}

Result<PrintOutcome> IppPrinter::finish(Run& run, JobFacts facts, const CallContext& context) {
  m_unsure.clear();
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
    pauseWithin(kPoll, context);
    const auto again = m_jobs.ask(run.jobId, context);
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
  m_jobs.doubt(run.jobId);
  m_unsure = run.job().id;
  // The caller's own context has run out, so the farewell gets a short one of its own.
  const CallContext farewell = CallContext::within(context.cancelled() ? kCancelOnStop : kCancelOnDeadline);
  const bool reachable = cause.code != errors::kGone;
  if (reachable && run.jobId == 0) {
    static_cast<void>(m_jobs.end(farewell, kCancelOnDeadline));
  } else if (reachable && m_jobs.cancel(run.jobId, farewell) && !farewell.expired()) {
    if (const auto facts = m_jobs.ask(run.jobId, farewell)) {
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
