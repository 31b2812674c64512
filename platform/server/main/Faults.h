#pragma once
// What shall go wrong next, told through POST /test/faults; exists only in a platform started with --faults.
// Thread-safe.

#include "platform/server/main/Services.h"

#include <mutex>

namespace xiaowu::platform {

class Faults {
 public:
  /// Takes a body that the contract has accepted.
  void set(Context& context, const std::string& body);
  /// An answer instead of the real one, before anything was done.
  [[nodiscard]] std::optional<HttpResponse> before(std::string_view path);
  /// Changes the real answer: later, or lost after everything was done.
  void after(std::string_view path, HttpResponse& response);

 private:
  std::mutex m_mutex;
  std::string m_prefix;
  int m_status = 0, m_statusCount = 0, m_delayCount = 0, m_dropAnswer = 0, m_dropBody = 0;
  std::optional<int> m_retryAfterS;
  std::chrono::milliseconds m_delay{0};
};

}  // namespace xiaowu::platform
