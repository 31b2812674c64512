#pragma once
// A driver for any printer that speaks IPP and takes PDF.

#include "drivers/api/Printer.h"

#include <memory>
#include <string_view>

namespace xiaowu::drivers {

/// `uri` is "ipp://host[:port]/path" or "ipps://…" (port 631 when absent); anything else is errors::kAddress.
/// Nothing is sent before open().
///
/// Guarantees beyond Printer's own:
/// - a call returns within 100 ms of a stop request and soon after its deadline even when the printer accepts
///   a connection and never answers. Only the look-up of a host NAME can take longer, so addresses or names
///   from /etc/hosts should be configured;
/// - a lost connection in mid-job is followed by questions on a new one for 1.5 s before device.gone is
///   returned;
/// - sheets are job-impressions-completed, or job-media-sheets-completed from printers that count only those.
///   A printer that says "completed" and counts neither ends as printer.aborted: nothing is called printed
///   that nobody counted;
/// - a job whose cancellation the printer did not confirm in time is cancelled before the next job;
/// - ipps encrypts, but does not verify the printer's (usually self-signed) certificate.
[[nodiscard]] Result<std::unique_ptr<Printer>> makePrinter(std::string_view uri);

}  // namespace xiaowu::drivers
