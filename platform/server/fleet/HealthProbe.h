#pragma once
// How the platform is, looked up when asked: database, disk, keys, clock. Cheap enough for a public question:
// one small read, no write. Any thread.

#include "core/base/Clock.h"
#include "platform/server/repository/Kiosks.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace xiaowu::platform {

struct Health {
  std::string_view
      status;  ///< "ok", "degraded" (something is not as it should be), "down" (no cases, no proofs)
  std::string_view database;  ///< "ok", "read-only", "failed"
  std::string_view storage;   ///< "ok", "low", "full", "unwritable", "unreadable"
  std::string_view keys;      ///< "ok", "seal-missing", "missing"
  std::string_view clock;     ///< "ok", "stepped": it was set by more than five minutes since the start
};

/// What so many free bytes mean.
[[nodiscard]] std::string_view storageWord(std::uintmax_t freeBytes);
/// Whether what is large (parts) may still come to this folder: the last room is kept for what is small.
[[nodiscard]] bool hasRoomForParts(const std::filesystem::path& data);
/// Fills in `status`.
[[nodiscard]] Health judged(Health health);

struct HealthSources {
  std::function<bool()> hasKeys;     ///< none of the platform's keys is missing
  std::function<bool()> hasSeal;     ///< proofs can be sealed now
  std::function<bool()> canWrite;    ///< the disk took what was last written
  std::function<bool()> isReadOnly;  ///< the database could only be opened for reading
};

class HealthProbe {
 public:
  /// `data`: the platform's folder. The references outlive this.
  HealthProbe(const Clock& clock, Kiosks& kiosks, std::filesystem::path data, HealthSources sources);

  [[nodiscard]] Health look() const;

 private:
  const Clock& m_clock;
  Kiosks& m_kiosks;
  const std::filesystem::path m_data;
  const HealthSources m_sources;
  const WallTime m_startWall;
  const SteadyTime m_startSteady;
};

}  // namespace xiaowu::platform
