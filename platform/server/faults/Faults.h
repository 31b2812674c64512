#pragma once
// What shall go wrong next, told through POST /test/faults; exists only in a platform started with --faults.
// Thread-safe.

#include "platform/server/http/Http.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::platform {

class Faults {
 public:
  /// Takes a body that the contract has accepted.
  void set(const std::string& body);
  /// An answer instead of the real one, before anything was done.
  [[nodiscard]] std::optional<HttpResponse> before(std::string_view path);
  /// Changes the real answer: later, or lost after everything was done.
  void after(std::string_view path, HttpResponse& response);
  /// The seal service shall seem to be out of service.
  [[nodiscard]] bool isSealDown() const { return m_sealDown; }

 private:
  std::mutex m_mutex;
  std::string m_prefix;
  int m_status = 0, m_statusCount = 0, m_delayCount = 0, m_dropAnswer = 0, m_dropBody = 0;
  std::optional<int> m_retryAfterS;
  std::chrono::milliseconds m_delay{0};
  std::atomic<bool> m_sealDown{false};
};

}  // namespace xiaowu::platform
