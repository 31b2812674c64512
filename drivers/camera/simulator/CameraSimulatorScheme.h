#pragma once
// The cameras' simulator as an address of the site's file.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::simulator {

/// "simulator:" of the class "camera"; the hands are a CameraSimulator. Both cameras are played, whatever the
/// row says of the near-infrared one.
[[nodiscard]] drivers::AddressScheme cameraSimulatorScheme();

}  // namespace xiaowu::simulator
