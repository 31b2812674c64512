#pragma once
// The scanner's simulator as an address of the site's file.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::simulator {

/// "simulator:" of the class "scanner"; the hands are a ScannerSimulator.
[[nodiscard]] drivers::AddressScheme scannerSimulatorScheme();

}  // namespace xiaowu::simulator
