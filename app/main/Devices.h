#pragma once
// The factories of drivers, the only place that names concrete ones.

#include "app/main/SiteConfig.h"
#include "app/session/SessionHost.h"

#ifdef XIAOWU_SIMULATORS
#include "drivers/registry/SimulatorSet.h"
#endif

namespace xiaowu {

/// Drivers for every address that is not a simulator's; members for simulators stay empty.
[[nodiscard]] Result<session::DeviceDrivers> makeRealDevices(const site::SiteConfig& site);

[[nodiscard]] inline bool isSimulator(std::string_view address) {
  return address == "simulator:";
}

#ifdef XIAOWU_SIMULATORS
/// Fills the members that are simulators and keeps the hands on them in `simulators`. `platformUrl` is
/// changed to the line's near end.
[[nodiscard]] Result<void> addSimulators(const site::DeviceAddresses& addresses,
                                         const std::filesystem::path& dataFolder, double timeScale,
                                         session::DeviceDrivers& drivers, simulator::SimulatorSet& simulators,
                                         std::string& platformUrl);
/// What the simulators' mechanics have cost so far, each of its own: they also run side by side with other
/// work.
struct MechanicalTimes {
  std::chrono::milliseconds card{0};
  std::chrono::milliseconds scanner{0};
  std::chrono::milliseconds sheets{0};
  std::chrono::milliseconds slips{0};
};
[[nodiscard]] MechanicalTimes mechanicalTimes(const simulator::SimulatorSet& simulators, double timeScale);
#endif

}  // namespace xiaowu
