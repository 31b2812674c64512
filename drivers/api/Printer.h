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
  std::string title;  ///< what it is, in job-name; no personal data
  /// By which the printer is asked about it again, in job-name too: after a lost answer, or by another run of
  /// the program. Random, and the same for the same sheets when they are tried once more. Empty: not asked.
  std::string id;
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

/// What the printer says about a job of before, of which nothing comes out any more.
struct PrintAccount {
  bool known = false;  ///< false: the printer never had it, or has forgotten it
  bool completed = false;
  int sheetsOut = 0;
};

class Printer : public Device {
 public:
  [[nodiscard]] virtual Result<PrinterStatus> status(const CallContext& context) = 0;

  /// Prints and waits until the job is settled. `progress` is called on the device thread on every change,
  /// also while the job waits for paper or for the line; the job goes on by itself when the cause is gone. At
  /// the deadline or a stop request the job is cancelled at the printer, and the error's detail says
  /// "sheets-out=N" for what had come out. Success means every sheet was counted out.
  /// Nothing is printed while an earlier job of ours may still come out: open() and health() cancel what an
  /// earlier call or another run of the program left, and ask until it has ended. A job whose id the printer
  /// has already is followed, not printed twice. device.gone: the printer could not be asked for 10 s;
  /// what is out by then is known by settle() only.
  [[nodiscard]] virtual Result<PrintOutcome> print(const PrintJob& job,
                                                   const std::function<void(const PrintProgress&)>& progress,
                                                   const CallContext& context) = 0;

  /// Ends what is unfinished of ours and says what became of the job `id`. device.busy: it has not ended yet,
  /// to be asked again; no more of it comes out than the sheet under way.
  [[nodiscard]] virtual Result<PrintAccount> settle(const std::string& id, const CallContext& context) = 0;
};

}  // namespace xiaowu::drivers
