#pragma once
// Each signed request is served once. A request is known by its kiosk and nonce for as long as its time could
// still be accepted; then it is forgotten. Any thread.

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace xiaowu::platform {

class ReplayGuard {
 public:
  enum class Verdict { First, Seen, TooMany };

  /// `perKioskMax`: of how many requests of one kiosk is remembered at one time. TooMany: it would be more,
  /// and nothing was noted.
  explicit ReplayGuard(std::size_t perKioskMax) : m_perKioskMax(perKioskMax) {}

  /// `until`: microseconds since 1970, when the request's time will be too old. `now` likewise.
  [[nodiscard]] Verdict note(const std::string& kioskId, const std::string& nonce, std::int64_t until,
                             std::int64_t now);

 private:
  struct Seen {
    std::set<std::string> nonces;
    std::multimap<std::int64_t, std::string> byEnd;
  };

  const std::size_t m_perKioskMax;
  std::mutex m_mutex;
  std::map<std::string, Seen> m_kiosks;
};

}  // namespace xiaowu::platform
