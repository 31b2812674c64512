#pragma once
// The kiosks of this platform: heartbeats, and what each last said of itself. Any thread.

#include "core/base/Clock.h"
#include "platform/server/fleet/HealthProbe.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Epochs.h"
#include "platform/server/repository/Kiosks.h"

#include <map>
#include <mutex>
#include <string_view>

namespace xiaowu::platform {

class FleetService {
 public:
  /// `faceComparison` is what /v1/health says under that name. The arguments outlive this.
  FleetService(const Clock& clock, Kiosks& kiosks, Epochs& epochs, HealthProbe probe,
               std::string_view faceComparison)
      : m_clock(clock),
        m_kiosks(kiosks),
        m_epochs(epochs),
        m_probe(std::move(probe)),
        m_faceComparison(faceComparison) {}

  [[nodiscard]] HttpResponse health(const Call& call);
  [[nodiscard]] HttpResponse heartbeat(const Call& call, const KioskRow& kiosk);
  /// For operators.
  [[nodiscard]] HttpResponse kiosks(const Call& call);

 private:
  void noteTrouble(const std::string& kioskId, const std::string& trouble);

  const Clock& m_clock;
  Kiosks& m_kiosks;
  Epochs& m_epochs;
  const HealthProbe m_probe;
  const std::string_view m_faceComparison;
  std::mutex m_mutex;
  std::map<std::string, std::string> m_troubles;  ///< by kiosk: what its last heartbeat told
};

}  // namespace xiaowu::platform
