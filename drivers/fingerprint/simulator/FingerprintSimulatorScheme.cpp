#include "drivers/fingerprint/simulator/FingerprintSimulatorScheme.h"

#include "drivers/fingerprint/simulator/FingerprintSimulator.h"

namespace xiaowu::simulator {
namespace {

Result<drivers::MadeDevice> make(const drivers::DeviceOrder& /*order*/) {
  auto finger = std::make_shared<FingerprintSimulator>();
  auto reader = makeSimulatedFingerprintReader(finger);
  return drivers::MadeDevice{std::move(reader), std::move(finger)};
}

}  // namespace

drivers::AddressScheme fingerprintSimulatorScheme() {
  return drivers::simulatorScheme(make);
}

}  // namespace xiaowu::simulator
