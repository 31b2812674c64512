#pragma once
// The printer's simulator as an address of the site's file.

#include "drivers/api/DeviceClass.h"

namespace xiaowu::simulator {

/// "simulator:" of the class "printer": an IPP printer process of its own for each row, with the real driver
/// to it; the hands are a PrinterControl. Finished jobs lie in printed/<id of the row>/ of the data folder.
[[nodiscard]] drivers::AddressScheme printerSimulatorScheme();

}  // namespace xiaowu::simulator
