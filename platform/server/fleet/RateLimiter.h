#pragma once
// How often each kiosk may ask: a bucket that fills at a steady rate for each kiosk and limit. Any thread.

#include "core/base/Clock.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace xiaowu::platform {

struct Rate {
  double perSecond = 1;
  double burst = 1;  ///< that many at once after a rest
};

/// What one kiosk may ask of the platform. Far above what a person at a time needs, far below what somebody
/// with a stolen key wants.
struct KioskRates {
  Rate requests{100, 2000};                 ///< of any kind
  Rate persons{20.0 / 60, 40};              ///< that ask about a person: records, papers, proofs, faces
  Rate personsADay{1000.0 / 86'400, 1000};  ///< likewise
};

class RateLimiter {
 public:
  /// `clock` outlives this.
  explicit RateLimiter(const Clock& clock) : m_clock(clock) {}

  /// Takes one from the kiosk's bucket of this limit; else after how many seconds there is one.
  [[nodiscard]] std::optional<int> take(const std::string& kioskId, const char* limit, const Rate& rate);

 private:
  struct Bucket {
    double left = 0;
    SteadyTime at{};
  };

  const Clock& m_clock;
  std::mutex m_mutex;
  std::map<std::pair<std::string, std::string>, Bucket> m_buckets;
};

}  // namespace xiaowu::platform
