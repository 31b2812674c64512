#pragma once
// The simulators of one kiosk, as the simulator panel and the control socket act on them: each by the id of
// its device. Devices that are real have none. A value; the simulators are shared.

#include "core/domain/Device.h"
#include "drivers/api/Simulator.h"

#include <memory>
#include <string_view>
#include <vector>

namespace xiaowu::simulator {

struct NamedSimulator {
  domain::DeviceInstance device;
  std::shared_ptr<drivers::Simulator> simulator;
};

class SimulatorSet {
 public:
  void add(domain::DeviceInstance device, std::shared_ptr<drivers::Simulator> simulator);
  /// In the order of the site's file.
  [[nodiscard]] const std::vector<NamedSimulator>& all() const { return m_all; }

  /// The simulator of that device, when its hands are a T; null otherwise.
  template <typename T>
  [[nodiscard]] std::shared_ptr<T> of(std::string_view deviceId) const {
    const auto* named = find(deviceId);
    return named == nullptr ? nullptr : std::dynamic_pointer_cast<T>(named->simulator);
  }
  /// The first one of a device that meets the need and whose hands are a T; null when there is none.
  template <typename T>
  [[nodiscard]] std::shared_ptr<T> first(std::string_view need) const {
    for (const auto& each : m_all) {
      auto hands = each.device.meets(need) ? std::dynamic_pointer_cast<T>(each.simulator) : nullptr;
      if (hands) {
        return hands;
      }
    }
    return nullptr;
  }

 private:
  [[nodiscard]] const NamedSimulator* find(std::string_view deviceId) const;
  std::vector<NamedSimulator> m_all;
};

}  // namespace xiaowu::simulator
