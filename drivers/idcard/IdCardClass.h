#pragma once
// Readers of ID card chips as a class of devices.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::idcard {

/// "idcard", with the addresses of makeIdCardReader().
[[nodiscard]] drivers::DeviceClass idCardClass();

}  // namespace xiaowu::idcard
