#pragma once
// The fingerprint reader's simulator as an address of the site's file.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::simulator {

/// "simulator:" of the class "fingerprint"; the hands are a FingerprintSimulator.
[[nodiscard]] drivers::AddressScheme fingerprintSimulatorScheme();

}  // namespace xiaowu::simulator
