#include "drivers/printer/PrinterClass.h"

#include "drivers/printer/IppPrinter.h"

namespace xiaowu::drivers {

DeviceClass printerClass() {
  return {.id = std::string(domain::needs::kSheetPrinter),
          .name = {"打印机", "printer"},
          .capabilities = {{std::string(kPrintsSheets), {"打印机", "printer"}},
                           {std::string(kPrintsSlips), {"小票机", "slip printer"}}},
          .required = true,
          .schemes = {schemeOf("ipp", makePrinter), schemeOf("ipps", makePrinter)}};
}

}  // namespace xiaowu::drivers
