#include "drivers/registry/SimulatorSet.h"

#include <algorithm>

namespace xiaowu::simulator {

void SimulatorSet::add(domain::DeviceInstance device, std::shared_ptr<drivers::Simulator> simulator) {
  m_all.push_back({std::move(device), std::move(simulator)});
}

const NamedSimulator* SimulatorSet::find(std::string_view deviceId) const {
  const auto found = std::find_if(m_all.begin(), m_all.end(),
                                  [&](const NamedSimulator& each) { return each.device.id == deviceId; });
  return found == m_all.end() ? nullptr : &*found;
}

}  // namespace xiaowu::simulator
