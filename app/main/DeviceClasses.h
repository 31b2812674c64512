#pragma once
// The list of all classes of devices that this program knows, and the only place that names them.

#include "drivers/registry/DeviceRegistry.h"

namespace xiaowu {

/// With the simulators' addresses in builds that have simulators.
[[nodiscard]] drivers::DeviceRegistry deviceClasses();

}  // namespace xiaowu
