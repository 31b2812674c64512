#pragma once
// What one print() call knows of its job, and what it has told the caller.

#include "drivers/printer/internal/IppWords.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace xiaowu::drivers {

[[nodiscard]] inline Error printerError(std::string_view code, std::string detail) {
  return Error{std::string(code), printerFault(code), std::move(detail)};
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

}  // namespace xiaowu::drivers
