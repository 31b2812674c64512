#include "platform/server/fleet/HealthProbe.h"

#include <system_error>

namespace xiaowu::platform {
namespace {

constexpr std::uintmax_t kFullBelow = 64ULL << 20;
constexpr std::uintmax_t kLowBelow = 1ULL << 30;
constexpr std::chrono::minutes kStepMax{5};

constexpr std::string_view kOk = "ok";
constexpr std::string_view kReadOnly = "read-only";
constexpr std::string_view kFull = "full";
constexpr std::string_view kUnwritable = "unwritable";
constexpr std::string_view kUnreadable = "unreadable";
constexpr std::string_view kMissing = "missing";
constexpr std::string_view kFailed = "failed";

}  // namespace

std::string_view storageWord(std::uintmax_t freeBytes) {
  if (freeBytes < kFullBelow) {
    return kFull;
  }
  return freeBytes < kLowBelow ? "low" : kOk;
}

bool hasRoomForParts(const std::filesystem::path& data) {
  std::error_code problem;
  const auto space = std::filesystem::space(data, problem);
  return problem || storageWord(space.available) != kFull;  // what cannot be asked is found out by writing
}

Health judged(Health health) {
  const bool isDown = health.database == kFailed || health.database == kReadOnly || health.storage == kFull ||
                      health.storage == kUnwritable || health.storage == kUnreadable ||
                      health.keys == kMissing;
  const bool isWell =
      health.database == kOk && health.storage == kOk && health.keys == kOk && health.clock == kOk;
  health.status = isWell ? kOk : "degraded";
  if (isDown) {
    health.status = "down";
  }
  return health;
}

HealthProbe::HealthProbe(const Clock& clock, Kiosks& kiosks, std::filesystem::path data,
                         HealthSources sources)
    : m_clock(clock),
      m_kiosks(kiosks),
      m_data(std::move(data)),
      m_sources(std::move(sources)),
      m_startWall(clock.wall()),
      m_startSteady(clock.steady()) {}

Health HealthProbe::look() const {
  Health health;
  health.database = m_sources.isReadOnly() ? kReadOnly : kOk;
  if (!m_kiosks.find({})) {
    health.database = kFailed;
  }
  std::error_code problem;
  const auto space = std::filesystem::space(m_data, problem);
  health.storage = problem ? kUnreadable : storageWord(space.available);
  if (!problem && health.storage != kFull && !m_sources.canWrite()) {
    health.storage = kUnwritable;  // a quota, no more names, or a disk that was made read-only
  }
  health.keys = m_sources.hasSeal() ? kOk : "seal-missing";
  if (!m_sources.hasKeys()) {
    health.keys = kMissing;
  }
  const auto byWall = std::chrono::duration_cast<std::chrono::seconds>(m_clock.wall() - m_startWall);
  const auto bySteady = std::chrono::duration_cast<std::chrono::seconds>(m_clock.steady() - m_startSteady);
  const auto step = byWall > bySteady ? byWall - bySteady : bySteady - byWall;
  health.clock = step > kStepMax ? "stepped" : kOk;
  return judged(health);
}

}  // namespace xiaowu::platform
