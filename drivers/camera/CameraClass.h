#pragma once
// The two cameras of a cabin as one class of devices.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::drivers::camera {

/// "camera": "address" is the visible camera, "nir" the near-infrared one where there is one; both with the
/// addresses of makeCamera().
[[nodiscard]] DeviceClass cameraClass();

}  // namespace xiaowu::drivers::camera
