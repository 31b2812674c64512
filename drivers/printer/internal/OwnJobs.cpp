#include "drivers/printer/internal/OwnJobs.h"

#include "drivers/printer/internal/Run.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace xiaowu::drivers {

namespace {

constexpr std::chrono::milliseconds kAskAgain{80};

}  // namespace

void pauseWithin(std::chrono::milliseconds time, const CallContext& context) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, context.stop, std::min(time, context.remaining()), [] { return false; });
}

void OwnJobs::doubt(int jobId) {
  m_inDoubt = true;
  if (jobId != 0) {
    m_known.insert(jobId);
  }
}

bool OwnJobs::end(const CallContext& context, std::chrono::milliseconds tryFor) {
  const auto until = std::chrono::steady_clock::now() + tryFor;
  while (m_inDoubt) {
    const auto jobs = unfinished(context);
    if (!jobs) {
      return false;
    }
    if (jobs->empty()) {
      m_known.clear();
      m_inDoubt = false;
      return true;
    }
    for (const int job : *jobs) {
      static_cast<void>(cancel(job, context));
    }
    pauseWithin(kAskAgain, context);
    if (context.cancelled() || context.expired() || std::chrono::steady_clock::now() >= until) {
      return false;
    }
  }
  return true;
}

bool OwnJobs::cancel(int jobId, const CallContext& context) {
  const auto answer = m_session.exchange(cancelJob(m_session, jobId), {}, context);
  // "not possible" and "not found" mean that it has ended already.
  return answer && verdictOf(*answer) != Verdict::Failed && verdictOf(*answer) != Verdict::Busy;
}

Result<JobFacts> OwnJobs::ask(int jobId, const CallContext& context) {
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

Result<std::vector<ListedJob>> OwnJobs::list(bool ended, const CallContext& context) {
  auto answer = m_session.exchange(askOwnJobs(m_session, ended), {}, context);
  if (!answer) {
    return fail(answer.error());
  }
  switch (verdictOf(*answer)) {
    case Verdict::Ok: return listedJobs(*answer);
    case Verdict::NotFound: return std::vector<ListedJob>{};  // so some say that there is none
    case Verdict::Refused:
      return fail(printerError(errors::kPrintRefused, "Get-Jobs: " + statusName(*answer)));
    default: return fail(printerError(errors::kProtocol, "Get-Jobs: " + statusName(*answer)));
  }
}

Result<std::vector<int>> OwnJobs::unfinished(const CallContext& context) {
  std::vector<int> ids;
  const auto jobs = list(false, context);
  if (jobs) {
    for (const auto& job : *jobs) {
      if (!hasEnded(job.facts.phase)) {
        ids.push_back(job.id);
      }
    }
    return ids;
  }
  if (jobs.error().code != errors::kPrintRefused) {
    return fail(jobs.error());
  }
  for (const int id : m_known) {  // a printer that does not list its jobs
    const auto facts = ask(id, context);
    if (facts ? !hasEnded(facts->phase) : facts.error().code != errors::kPrintAborted) {
      ids.push_back(id);
    }
  }
  return ids;
}

Result<std::optional<ListedJob>> OwnJobs::find(const std::string& id, const CallContext& context) {
  std::optional<ListedJob> newest;
  for (const bool ended : {false, true}) {
    const auto jobs = list(ended, context);
    if (!jobs) {
      return fail(jobs.error());
    }
    for (const auto& job : *jobs) {
      if (!id.empty() && job.name.ends_with(id) && (!newest || job.id > newest->id)) {
        newest = job;
      }
    }
  }
  return newest;
}

}  // namespace xiaowu::drivers
