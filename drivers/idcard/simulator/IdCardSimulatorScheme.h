#pragma once
// The card reader's simulator as an address of the site's file.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::simulator {

/// "simulator:" of the class "idcard"; the hands are a SamSimulator with the invented persons' cards. It
/// reads the fingerprint item, which takes longer, only where the site has a simulator to compare it.
[[nodiscard]] drivers::AddressScheme idCardSimulatorScheme();

}  // namespace xiaowu::simulator
