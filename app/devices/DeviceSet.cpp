#include "app/devices/DeviceSet.h"

namespace xiaowu::devices {

DeviceSet::DeviceSet(std::vector<drivers::FittedDevice> devices, const HealthChanged& healthChanged,
                     const Supervision& supervision) {
  for (auto& fitted : devices) {
    auto& device = *m_devices.emplace_back(std::make_unique<SupervisedDevice>());
    device.instance = std::move(fitted.instance);
    device.driver = fitted.driver.get();
    device.thread =
        std::make_unique<DeviceThread>(device.instance.id, std::move(fitted.driver), supervision,
                                       [&device, healthChanged](const drivers::DeviceHealth& health) {
                                         device.ready = drivers::isUsable(health.state);
                                         healthChanged(device.instance.id, health);
                                       });
  }
}

}  // namespace xiaowu::devices
