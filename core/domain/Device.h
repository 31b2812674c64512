#pragma once
// A device in the words that site file, registry, session and screen share: which one it is, of what class,
// and what it can be needed for. What it does is in drivers/api.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::domain {

/// A need is what a service item or a step asks for: a class of devices ("idcard"), or after a dot a
/// capability that only some devices of the class have ("printer.slip"). These are the needs of the session's
/// own steps. A class that only service items ask for needs no word here.
namespace needs {
inline constexpr std::string_view kCardReader = "idcard";
inline constexpr std::string_view kCamera = "camera";
inline constexpr std::string_view kScanner = "scanner";
inline constexpr std::string_view kSheetPrinter = "printer";
inline constexpr std::string_view kSlipPrinter = "printer.slip";
inline constexpr std::string_view kFingerprintReader = "fingerprint";
}  // namespace needs

/// One device of this kiosk: a row of the site's file.
struct DeviceInstance {
  std::string id;                   ///< unique on this kiosk; its name in logs, heartbeats and the status
  std::string deviceClass;          ///< "printer"
  std::vector<std::string> serves;  ///< the needs that it meets, at least one
  bool optional = false;            ///< residents are not told of its failure

  [[nodiscard]] bool meets(std::string_view need) const {
    return std::find(serves.begin(), serves.end(), need) != serves.end();
  }
};

}  // namespace xiaowu::domain
