#pragma once
// A scanner inside the process, for demonstrations and tests that need no wire.

#include "drivers/api/Scanner.h"
#include "drivers/api/Simulator.h"

#include <chrono>
#include <functional>
#include <memory>

namespace xiaowu::simulator {

/// The controls of the simulated scanner. All calls are thread-safe and act at once, also on a scan under
/// way.
class ScannerSimulator final : public drivers::Simulator {
 public:
  ScannerSimulator();
  ~ScannerSimulator() override;

  /// What lies on the glass from now on; stays there until it is taken away. Scanned as it is, not resampled:
  /// a picture whose dpi is 0 gets that of the settings; settings without colour make it grey.
  void put(Image picture);
  /// The same, made anew for each scan, on the device thread. Its error is the scan's; an exception is
  /// device.hardware.
  void put(std::function<Result<Image>()> picture);
  /// The glass is empty: scanner.no-paper.
  void takeAway();
  void jam(bool jammed = true);
  void openCover(bool open = true);
  /// Unplugged: device.gone, also for a scan under way. After plug() the driver must be opened again.
  void unplug();
  void plug();
  /// Scans neither end nor fail, until the caller's deadline or stop.
  void hang(bool hanging = true);
  /// Time the lamp takes to cross the page, really waited.
  void setMechanicalDelay(std::chrono::milliseconds delay);
  /// Sum of what was waited so far: what a measurement of the software subtracts.
  [[nodiscard]] std::chrono::microseconds mechanicalTime() const override;
  [[nodiscard]] int pagesScanned() const;

 private:
  friend class SimulatorScanner;
  struct State;
  std::unique_ptr<State> m_state;
};

/// The driver of that scanner. Simulator and drivers may be destroyed in any order.
[[nodiscard]] std::unique_ptr<drivers::Scanner> makeSimulatedScanner(
    std::shared_ptr<ScannerSimulator> simulator);

}  // namespace xiaowu::simulator
