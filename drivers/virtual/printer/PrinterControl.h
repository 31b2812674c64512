#pragma once
// The hands that the device bench and the tests lay on a virtual printer: the same for the twin and for the real printer process.

#include "drivers/api/Printer.h"

#include <vector>

namespace xiaowu::virtualdevices {

/// All calls are thread-safe. Sheets are counted from now on: with atSheet = 1 the very next sheet jams.
class PrinterControl {
 public:
  virtual ~PrinterControl() = default;

  /// The tray holds `afterSheets` more sheets (0: it is empty now).
  virtual void paperOut(int afterSheets = 0) = 0;
  virtual void refill() = 0;
  virtual void jam(int atSheet = 1) = 0;
  virtual void clearJam() = 0;
  /// The door is opened before that sheet.
  virtual void openDoor(int atSheet = 1) = 0;
  virtual void closeDoor() = 0;
  /// The job that prints that sheet is aborted by the printer.
  virtual void abortAt(int sheet = 1) = 0;
  /// 0–100: below 10 is low, 0 is out. The printer still prints.
  virtual void setToner(int percent) = 0;
  virtual Result<void> turnOff() = 0;
  virtual Result<void> turnOn() = 0;
  /// PDF of every job that was printed to its end, in order.
  [[nodiscard]] virtual std::vector<Bytes> printed() const = 0;
  /// Sheets that have come out since the control was made, those of unfinished jobs too.
  [[nodiscard]] virtual int sheetsOut() const = 0;
};

}  // namespace xiaowu::virtualdevices
