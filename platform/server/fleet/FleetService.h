#pragma once
// The kiosks of this platform: heartbeats, and what each last said of itself. Any thread.

#include "core/base/Clock.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Kiosks.h"

#include <string_view>

namespace xiaowu::platform {

class FleetService {
 public:
  /// `faceComparison` is what /v1/health says under that name. The arguments outlive this.
  FleetService(const Clock& clock, Kiosks& kiosks, std::string_view faceComparison)
      : m_clock(clock), m_kiosks(kiosks), m_faceComparison(faceComparison) {}

  [[nodiscard]] HttpResponse health(const Call& call);
  [[nodiscard]] HttpResponse heartbeat(const Call& call, const KioskRow& kiosk);
  /// For operators.
  [[nodiscard]] HttpResponse kiosks(const Call& call);

 private:
  const Clock& m_clock;
  Kiosks& m_kiosks;
  const std::string_view m_faceComparison;
};

}  // namespace xiaowu::platform
