#pragma once
// How much of the bodies under way each sender may have at one time. Thread-safe.

#include "platform/server/http/Http.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace xiaowu::platform {

class BodyQuota {
 public:
  explicit BodyQuota(const HttpLimits& limits) : m_limits(limits) {}

  /// Room for a body of so many bytes in memory, or for one more that goes into a file. False: not now.
  [[nodiscard]] bool take(const std::string& sender, std::uint64_t bytes, bool toFile);
  void giveBack(const std::string& sender, std::uint64_t bytes, bool toFile);

 private:
  struct Used {
    std::uint64_t bytes = 0;
    std::size_t uploads = 0;
  };

  HttpLimits m_limits;
  std::mutex m_mutex;
  std::uint64_t m_bytes = 0;
  std::map<std::string, Used> m_senders;
};

}  // namespace xiaowu::platform
