#pragma once
// The factories of drivers, the only place that names concrete ones.

#include "app/main/SiteConfig.h"
#include "app/session/SessionHost.h"

#ifdef XIAOWU_TWINS
#include "drivers/virtual/TwinSet.h"
#endif

namespace xiaowu {

/// Drivers for every address that is not a twin's; members for twins stay empty.
[[nodiscard]] Result<session::DeviceDrivers> makeRealDevices(const site::SiteConfig& site);

[[nodiscard]] inline bool isTwin(std::string_view address) {
  return address == "twin:";
}

#ifdef XIAOWU_TWINS
/// Fills the members that are twins and keeps the hands on them in `twins`. `platformUrl` is changed to the
/// line's near end.
[[nodiscard]] Result<void> addTwins(const site::DeviceAddresses& addresses,
                                    const std::filesystem::path& dataFolder, double timeScale,
                                    session::DeviceDrivers& drivers, virtualdevices::TwinSet& twins,
                                    std::string& platformUrl);
/// What the twins' mechanics have cost so far, each of its own: they also run side by side with other work.
struct MechanicalTimes {
  std::chrono::milliseconds card{0};
  std::chrono::milliseconds scanner{0};
  std::chrono::milliseconds sheets{0};
  std::chrono::milliseconds slips{0};
};
[[nodiscard]] MechanicalTimes mechanicalTimes(const virtualdevices::TwinSet& twins, double timeScale);
#endif

}  // namespace xiaowu
