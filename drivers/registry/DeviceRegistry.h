#pragma once
// The classes of devices that this program knows, and what makes the rows of a site's file into devices.
// Filled once at start; then only read, from any thread.

#include "drivers/api/DeviceClass.h"
#include "drivers/registry/SimulatorSet.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::drivers {

namespace errors {
inline constexpr std::string_view kWrongRow = "device.wrong-row";  ///< the detail says which row and why
}

struct MadeDevices {
  std::vector<FittedDevice> devices;     ///< in the order of the rows
  simulator::SimulatorSet simulators{};  ///< of those that are simulated
};

class DeviceRegistry {
 public:
  /// The class's id must be new.
  void add(DeviceClass deviceClass);
  /// One more way to reach devices of a class that is there.
  void addScheme(std::string_view classId, AddressScheme scheme);

  /// Everything that a service item may name among its devices.
  [[nodiscard]] std::set<std::string> needs() const;
  /// By need: what a device that meets it is called on the screen.
  [[nodiscard]] std::map<std::string, domain::LocalText> names() const;

  /// The rows with `serves` filled in; kWrongRow when a class, key, capability or the scheme of an address is
  /// not known, an id is malformed or reserved, or a required class has no row. `place` begins what is said
  /// of rows that are missing.
  [[nodiscard]] Result<std::vector<DeviceRow>> check(std::vector<DeviceRow> rows,
                                                     const std::string& place) const;
  /// Of checked rows. Opens nothing; the first factory that fails ends it, its row stands in the detail.
  [[nodiscard]] Result<MadeDevices> make(const std::vector<DeviceRow>& rows,
                                         const std::filesystem::path& dataFolder, double simulatorTime) const;

 private:
  [[nodiscard]] const DeviceClass* find(std::string_view classId) const;
  [[nodiscard]] std::string faultOf(const DeviceRow& row) const;

  std::vector<DeviceClass> m_classes;
};

}  // namespace xiaowu::drivers
