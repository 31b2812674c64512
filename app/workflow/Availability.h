#pragma once
// What this kiosk can do now: its devices, the line to the platform, its disk. Plain values.

#include "core/domain/Device.h"

#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::workflow {

/// A device that this kiosk has, and whether it can be used now.
struct KnownDevice {
  domain::DeviceInstance instance;
  bool ready = false;    ///< unknown (before its first answer) counts as not ready
  std::string reason{};  ///< error code while it is not ready
};

struct Availability {
  std::vector<KnownDevice> devices;  ///< all that the site has, in the order of its file
  bool online = false;
  bool storageFull = false;
  bool staffListed = false;  ///< the site lists cards of staff: 窗口核验 can be offered

  /// A device that meets the need is ready.
  [[nodiscard]] bool has(std::string_view need) const;
  /// Why none is ready: the error code of the first device that meets the need; empty when it is ready, has
  /// not answered yet, or the site has none.
  [[nodiscard]] std::string reasonOf(std::string_view need) const;
  /// nullptr: the site has no device of that id.
  [[nodiscard]] KnownDevice* device(std::string_view id);
};

}  // namespace xiaowu::workflow
