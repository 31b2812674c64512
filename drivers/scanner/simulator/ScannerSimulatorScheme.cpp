#include "drivers/scanner/simulator/ScannerSimulatorScheme.h"

#include "drivers/scanner/simulator/ScannerSimulator.h"

namespace xiaowu::simulator {
namespace {

constexpr std::chrono::milliseconds kScanTime{1200};  // what a real one needs for a page

Result<drivers::MadeDevice> make(const drivers::DeviceOrder& order) {
  auto simulator = std::make_shared<ScannerSimulator>();
  simulator->setMechanicalDelay(order.scaled(kScanTime));
  auto scanner = makeSimulatedScanner(simulator);
  return drivers::MadeDevice{std::move(scanner), std::move(simulator)};
}

}  // namespace

drivers::AddressScheme scannerSimulatorScheme() {
  return drivers::simulatorScheme(make);
}

}  // namespace xiaowu::simulator
