#pragma once
// A printer inside the process, for demonstrations and tests that need no wire.

#include "drivers/printer/simulator/PrinterControl.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::simulator {

struct PrinterSimulatorSetup {
  std::vector<std::string> media = {"iso_a4_210x297mm"};  ///< anything else is refused
  std::chrono::milliseconds perSheet{0};                  ///< mechanical time of one sheet, really waited
  std::filesystem::path folder;  ///< also writes each finished job there as NNNN.pdf; empty: memory only
};

class PrinterSimulator final : public PrinterControl {
 public:
  explicit PrinterSimulator(PrinterSimulatorSetup setup = {});
  ~PrinterSimulator() override;

  void setToner(int percent) override;
  Result<void> turnOff() override;
  Result<void> turnOn() override;
  [[nodiscard]] std::vector<Bytes> printed() const override;
  [[nodiscard]] int sheetsOut() const override;

  /// Sheets stay in the output tray from now on (true), or are taken as they come, also those lying there
  /// (false). While sheets lie there the status has the keyword "output-area-almost-full"; it blocks nothing.
  void notTaken(bool left = true);
  [[nodiscard]] int sheetsInTray() const;
  /// Sum of the mechanical time that was simulated: what a measurement of the software subtracts.
  [[nodiscard]] std::chrono::microseconds mechanicalTime() const override;

 private:
  void plan(SheetFault fault, int inSheets) override;
  friend class SimulatorPrinter;
  struct State;
  std::unique_ptr<State> m_state;
};

/// The driver of that printer: Printer's guarantees with the printer of `simulator` behind it. Simulator and
/// drivers may be destroyed in any order.
[[nodiscard]] std::unique_ptr<drivers::Printer> makeSimulatedPrinter(
    std::shared_ptr<PrinterSimulator> simulator);

/// Pages of a PDF by its uncompressed page objects; 0 when none is visible.
[[nodiscard]] int visiblePdfPages(ByteView pdf);

}  // namespace xiaowu::simulator
