#include "drivers/scanner/ScannerClass.h"

#include "drivers/scanner/SaneScanner.h"

namespace xiaowu::drivers {

DeviceClass scannerClass() {
  return {.id = std::string(domain::needs::kScanner),
          .name = {"扫描仪", "scanner"},
          .required = true,
          .schemes = {schemeOf("sane", makeScanner)}};
}

}  // namespace xiaowu::drivers
