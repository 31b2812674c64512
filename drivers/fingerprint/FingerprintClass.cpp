#include "drivers/fingerprint/FingerprintClass.h"

namespace xiaowu::drivers {

DeviceClass fingerprintClass() {
  return {.id = std::string(domain::needs::kFingerprintReader), .name = {"指纹仪", "fingerprint reader"}};
}

}  // namespace xiaowu::drivers
