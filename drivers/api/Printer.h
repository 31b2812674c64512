#pragma once
// Printers of sheets and slips. "Printed" is what the printer counted out, never what was sent. Reason
// keywords are those of IPP (RFC 8011, PWG 5100.9) without their -report/-warning/-error suffix.

#include "core/base/Bytes.h"
#include "drivers/api/Device.h"

#include <functional>
#include <string>
#include <vector>

namespace xiaowu::drivers {

namespace errors {
inline constexpr std::string_view kPaperOut = "printer.paper-out";
inline constexpr std::string_view kPaperJam = "printer.paper-jam";
inline constexpr std::string_view kPrinterDoorOpen = "printer.door-open";
inline constexpr std::string_view kTonerOut = "printer.toner-out";
inline constexpr std::string_view kPrintAborted = "printer.aborted";
/// The printer does not take this job (format, medium, sides).
inline constexpr std::string_view kPrintRefused = "printer.refused";
}  // namespace errors

enum class Supply { Full, Low, Out, Unknown };  // XFS4IoT paper and toner words

struct PrinterStatus {
  DeviceHealth health;
  Supply paper = Supply::Unknown;
  Supply toner = Supply::Unknown;
  std::vector<std::string> reasons;  ///< printer-state-reasons, suffix removed
};

struct PrintJob {
  Bytes pdf;
  std::string title;                       ///< job-name; no personal data
  std::string media = "iso_a4_210x297mm";  ///< PWG 5101.1 media name
  int sheets = 1;                          ///< expected impressions, one-sided
};

struct PrintProgress {
  int sheetsOut = 0;   ///< job-impressions-completed
  std::string reason;  ///< error code while the job waits for somebody (paper out, jam); empty while it runs
};

struct PrintOutcome {
  int sheetsOut = 0;  ///< counted out by the printer
};

class Printer : public Device {
 public:
  [[nodiscard]] virtual Result<PrinterStatus> status(const CallContext& context) = 0;

  /// Prints and waits until the job is settled. `progress` is called on the device thread on every change,
  /// also while the job waits for paper; the job goes on by itself when the cause is gone. At the deadline or
  /// a stop request the job is cancelled at the printer, and the error's detail says "sheets-out=N" for what
  /// had come out. Success means every sheet was counted out.
  [[nodiscard]] virtual Result<PrintOutcome> print(const PrintJob& job,
                                                   const std::function<void(const PrintProgress&)>& progress,
                                                   const CallContext& context) = 0;
};

}  // namespace xiaowu::drivers
