#include "platform/server/fleet/ReplayGuard.h"

namespace xiaowu::platform {

ReplayGuard::Verdict ReplayGuard::note(const std::string& kioskId, const std::string& nonce,
                                       std::int64_t until, std::int64_t now) {
  const std::lock_guard lock(m_mutex);
  auto& seen = m_kiosks[kioskId];
  while (!seen.byEnd.empty() && seen.byEnd.begin()->first < now) {
    seen.nonces.erase(seen.byEnd.begin()->second);
    seen.byEnd.erase(seen.byEnd.begin());
  }
  if (seen.nonces.contains(nonce)) {
    return Verdict::Seen;
  }
  if (seen.nonces.size() >= m_perKioskMax) {
    return Verdict::TooMany;
  }
  seen.nonces.insert(nonce);
  seen.byEnd.emplace(until, nonce);
  return Verdict::First;
}

}  // namespace xiaowu::platform
