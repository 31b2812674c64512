#pragma once
// A driver for everything SANE has a backend for.

#include "drivers/api/Scanner.h"

#include <memory>
#include <string_view>

namespace xiaowu::drivers {

namespace errors {
/// The account may not use the device node.
inline constexpr std::string_view kScannerAccessDenied = "scanner.access-denied";
}  // namespace errors

/// `address` is "sane:<device name>", optionally with options of that device:
/// "sane:pnm:0?filename=/tmp/a.ppm&grayify=yes". They are set by their SANE names, in the order written, at
/// each open(); %XX stands for a byte. A wrong form is errors::kAddress here, an option that the device does
/// not have or take is errors::kAddress from open(). Nothing is asked of SANE before open().
///
/// Guarantees beyond Scanner's own:
/// - a call returns within 100 ms of a stop request and soon after its deadline even when the backend blocks.
///   The blocked call is left to a thread of its own; until it comes back, further calls wait for it, and
///   close() leaves the device to it;
/// - with `colour` false the picture is Grey8; with `colour` true it is Bgr8 unless the device knows only
/// grey.
///   16 bits become 8, line art 0 and 255;
/// - sane_cancel follows every scan, and SANE is initialised afresh when no scanner is open, so that
/// re-plugged
///   devices are found.
[[nodiscard]] Result<std::unique_ptr<Scanner>> makeScanner(std::string_view address);

}  // namespace xiaowu::drivers
