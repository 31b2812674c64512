#pragma once
// A fingerprint reader inside the process, for demonstrations and tests. It compares an invented person's
// invented print with the item of a simulator's card; both come from inventedFingerprint()
// (drivers/persons/Persons.h), so that another person's finger does not match.

#include "drivers/api/FingerprintReader.h"
#include "drivers/api/Simulator.h"

#include <memory>
#include <string>

namespace xiaowu::simulator {

/// The controls of the simulated reader. All calls are thread-safe and act at once, also on a comparison
/// under way.
class FingerprintSimulator final : public drivers::Simulator {
 public:
  FingerprintSimulator();
  ~FingerprintSimulator() override;

  /// The person's finger is laid on and lifted: the comparison that waits takes it, or the next one within 3
  /// s.
  void touch(std::string personId);
  /// The same with a print that cannot be compared: finger.unclear.
  void touchUnclear();
  /// Unplugged: device.gone, also for a comparison under way. After plug() the driver must be opened again.
  void unplug();
  void plug();

 private:
  friend class SimulatorFingerprintReader;
  struct State;
  std::unique_ptr<State> m_state;
};

/// The driver of that reader. Simulator and drivers may be destroyed in any order.
[[nodiscard]] std::unique_ptr<drivers::FingerprintReader> makeSimulatedFingerprintReader(
    std::shared_ptr<FingerprintSimulator> simulator);

}  // namespace xiaowu::simulator
