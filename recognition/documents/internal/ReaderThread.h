#pragma once
// The thread that reads pages. Neither a net nor an engine's layout analysis can be interrupted, so
// whoever waits must be able to stop waiting.

#include "core/base/Result.h"
#include "recognition/documents/DocumentReading.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace xiaowu::documents {

class ReaderThread {
 public:
  using Answer = Result<std::vector<DocumentReading>>;

  ReaderThread();
  ReaderThread(const ReaderThread&) = delete;
  ReaderThread& operator=(const ReaderThread&) = delete;
  /// Waits for a job that still runs.
  ~ReaderThread() = default;

  /// The answer, or base.cancelled as soon as a stop is asked for; the job then still runs to its next check
  /// of `stop`, and the next call waits for it.
  [[nodiscard]] Answer call(std::function<Answer()> job, const std::stop_token& stop);

 private:
  void run(const std::stop_token& stop);

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::function<Answer()> m_job;
  std::optional<Answer> m_answer;
  bool m_busy = false;
  std::jthread m_thread;  // last: its thread uses everything above
};

}  // namespace xiaowu::documents
