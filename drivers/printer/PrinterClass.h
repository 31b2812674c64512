#pragma once
// Printers as a class of devices.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::drivers {

/// Capability of a printer of slips (om_slip_80x200mm); its need is "printer.slip". A row without
/// capabilities is a printer of sheets (A4), whose need is "printer".
inline constexpr std::string_view kPrintsSheets = "sheet";
inline constexpr std::string_view kPrintsSlips = "slip";

/// "printer", with the addresses of makePrinter().
[[nodiscard]] DeviceClass printerClass();

}  // namespace xiaowu::drivers
