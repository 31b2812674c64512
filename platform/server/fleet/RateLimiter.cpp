#include "platform/server/fleet/RateLimiter.h"

#include <algorithm>
#include <cmath>

namespace xiaowu::platform {

std::optional<int> RateLimiter::take(const std::string& kioskId, const char* limit, const Rate& rate) {
  const std::lock_guard lock(m_mutex);
  const auto now = m_clock.steady();
  const auto [found, isNew] = m_buckets.try_emplace({kioskId, limit}, Bucket{rate.burst, now});
  auto& bucket = found->second;
  const auto rested = std::chrono::duration<double>(now - bucket.at).count();
  bucket.left = std::min(rate.burst, bucket.left + std::max(0.0, rested) * rate.perSecond);
  bucket.at = now;
  if (bucket.left >= 1) {
    bucket.left -= 1;
    return std::nullopt;
  }
  return std::clamp(static_cast<int>(std::ceil((1 - bucket.left) / rate.perSecond)), 1, 3600);
}

}  // namespace xiaowu::platform
