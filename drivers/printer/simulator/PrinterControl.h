#pragma once
// The controls that the simulator panel and the tests have over a simulated printer: the same for the
// simulator and for the real printer process.

#include "drivers/api/Printer.h"
#include "drivers/api/Simulator.h"
#include "drivers/printer/simulator/FaultPlan.h"

#include <algorithm>
#include <vector>

namespace xiaowu::simulator {

/// All calls are thread-safe. Sheets are counted from now on: with atSheet = 1 the very next sheet jams.
class PrinterControl : public drivers::Simulator {
 public:
  /// The tray holds `afterSheets` more sheets (0: it is empty now).
  void paperOut(int afterSheets = 0) { plan(SheetFault::NoPaper, std::max(afterSheets, 0) + 1); }
  void refill() { plan(SheetFault::NoPaper, 0); }
  void jam(int atSheet = 1) { plan(SheetFault::Jam, std::max(atSheet, 1)); }
  void clearJam() { plan(SheetFault::Jam, 0); }
  /// The door is opened before that sheet.
  void openDoor(int atSheet = 1) { plan(SheetFault::OpenDoor, std::max(atSheet, 1)); }
  void closeDoor() { plan(SheetFault::OpenDoor, 0); }
  /// The job that prints that sheet is aborted by the printer.
  void abortAt(int sheet = 1) { plan(SheetFault::Abort, std::max(sheet, 1)); }
  /// 0–100: below 10 is low, 0 is out. The printer still prints.
  virtual void setToner(int percent) = 0;
  virtual Result<void> turnOff() = 0;
  virtual Result<void> turnOn() = 0;
  /// PDF of every job that was printed to its end, in order.
  [[nodiscard]] virtual std::vector<Bytes> printed() const = 0;
  /// Sheets that have come out since the control was made, those of unfinished jobs too.
  [[nodiscard]] virtual int sheetsOut() const = 0;

 private:
  /// `inSheets`: 1 for the very next sheet; 0: the fault is over.
  virtual void plan(SheetFault fault, int inSheets) = 0;
};

}  // namespace xiaowu::simulator
