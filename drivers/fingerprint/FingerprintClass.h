#pragma once
// Fingerprint readers as a class of devices.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::drivers {

/// "fingerprint". No driver of a real reader is built in yet, so it understands no address of its own.
[[nodiscard]] DeviceClass fingerprintClass();

}  // namespace xiaowu::drivers
