#pragma once
// The words of IPP that the driver acts on: printer addresses and printer-state-reasons (RFC 8011
// section 5.4.12, PWG 5100.9). Pure functions.

#include "drivers/api/Printer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::drivers {

namespace errors {
/// The output tray must be emptied before the printer goes on.
inline constexpr std::string_view kOutputFull = "printer.output-full";
}  // namespace errors

struct PrinterUri {
  bool encrypted = false;  ///< ipps
  std::string host;        ///< name or address, no brackets
  int port = 631;
  std::string resource;  ///< starts with "/"
  std::string text;      ///< as sent in printer-uri
};

/// errors::kAddress when it is no ipp or ipps URI with a host, a port of 1–65535 and a path, or when it
/// carries a user name.
[[nodiscard]] Result<PrinterUri> parsePrinterUri(std::string_view text);

/// The keyword without its severity: "media-empty-warning" → "media-empty".
[[nodiscard]] std::string reasonKeyword(std::string_view reason);

/// What a set of reasons amounts to.
struct ReasonSummary {
  std::string blocking;  ///< error code of what keeps the printer from printing; empty when nothing does
  Supply paper = Supply::Unknown;
  Supply toner = Supply::Unknown;
};

/// `keywords` without suffix; `stopped`: printer-state is 5 (stopped) or the job is processing-stopped. Toner
/// blocks only a stopped printer: many go on in pale grey. A stopped printer without a known reason is
/// errors::kHardware.
[[nodiscard]] ReasonSummary summariseReasons(const std::vector<std::string>& keywords, bool stopped);

/// Level in per cent out of one printer-supply or printer-input-tray value ("…;level=25;…"); nothing when
/// absent, -2 and -3 as in RFC 3805.
[[nodiscard]] std::optional<int> levelOf(std::string_view semicolonList);

/// Who can do something about one of the printer's codes.
[[nodiscard]] Fault printerFault(std::string_view code);

/// The XFS4IoT state word for one of the printer's codes; Online for an empty one.
[[nodiscard]] DeviceState printerDeviceState(std::string_view code);

}  // namespace xiaowu::drivers
