#pragma once
// Scanners and document cameras as a class of devices.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::drivers {

/// "scanner", with the addresses of makeScanner().
[[nodiscard]] DeviceClass scannerClass();

}  // namespace xiaowu::drivers
