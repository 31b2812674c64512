#include "platform/server/http/BodyQuota.h"

namespace xiaowu::platform {

bool BodyQuota::take(const std::string& sender, std::uint64_t bytes, bool toFile) {
  const std::lock_guard lock(m_mutex);
  auto& used = m_senders[sender];
  const bool fits = toFile ? used.uploads < m_limits.uploadsPerSenderMax
                           : used.bytes + bytes <= m_limits.bodiesPerSenderMax &&
                                 m_bytes + bytes <= m_limits.bodiesInFlightMax;
  if (fits && toFile) {
    ++used.uploads;
  } else if (fits) {
    used.bytes += bytes;
    m_bytes += bytes;
  } else if (used.bytes == 0 && used.uploads == 0) {
    m_senders.erase(sender);
  }
  return fits;
}

void BodyQuota::giveBack(const std::string& sender, std::uint64_t bytes, bool toFile) {
  const std::lock_guard lock(m_mutex);
  auto& used = m_senders[sender];
  if (toFile) {
    --used.uploads;
  } else {
    used.bytes -= bytes;
    m_bytes -= bytes;
  }
  if (used.bytes == 0 && used.uploads == 0) {
    m_senders.erase(sender);
  }
}

}  // namespace xiaowu::platform
