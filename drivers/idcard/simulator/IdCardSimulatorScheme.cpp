#include "drivers/idcard/simulator/IdCardSimulatorScheme.h"

#include "drivers/idcard/simulator/SimulatorLink.h"

#include <algorithm>

namespace xiaowu::simulator {
namespace {

bool comparesFingers(const std::vector<drivers::DeviceRow>& site) {
  return std::any_of(site.begin(), site.end(), [](const drivers::DeviceRow& row) {
    return row.instance.meets(domain::needs::kFingerprintReader) &&
           row.address() == drivers::kSimulatorAddress;
  });
}

Result<drivers::MadeDevice> make(const drivers::DeviceOrder& order) {
  auto persons = loadPersons();
  if (!persons) {
    return fail(persons.error());
  }
  auto sam =
      std::make_shared<SamSimulator>(std::move(*persons), SamSimulatorOptions{false, order.simulatorTime});
  auto reader = makeSimulatedIdCardReader(sam, {.fingerprint = comparesFingers(order.site)});
  return drivers::MadeDevice{std::move(reader), std::move(sam)};
}

}  // namespace

drivers::AddressScheme idCardSimulatorScheme() {
  return drivers::simulatorScheme(make);
}

}  // namespace xiaowu::simulator
