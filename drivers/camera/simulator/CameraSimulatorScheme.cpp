#include "drivers/camera/simulator/CameraSimulatorScheme.h"

#include "drivers/camera/simulator/CameraSimulator.h"

namespace xiaowu::simulator {
namespace {

Result<drivers::MadeDevice> make(const drivers::DeviceOrder& /*order*/) {
  auto cameras = CameraSimulator::create();
  if (!cameras) {
    return fail(cameras.error());
  }
  auto pair = makeSimulatedCameraPair(*cameras);
  return drivers::MadeDevice{std::move(pair), std::move(*cameras)};
}

}  // namespace

drivers::AddressScheme cameraSimulatorScheme() {
  return drivers::simulatorScheme(make);
}

}  // namespace xiaowu::simulator
