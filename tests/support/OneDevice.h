#pragma once
// A kiosk with a single device, for tests of what calls it.

#include "drivers/api/DeviceClass.h"

#include <memory>
#include <vector>

namespace xiaowu::testing {

/// Its id, class and need are all `need`.
inline std::vector<drivers::FittedDevice> oneDevice(const char* need,
                                                    std::unique_ptr<drivers::Device> driver) {
  std::vector<drivers::FittedDevice> devices;
  devices.push_back({{need, need, {need}, false}, std::move(driver)});
  return devices;
}

}  // namespace xiaowu::testing
