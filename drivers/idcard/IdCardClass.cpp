#include "drivers/idcard/IdCardClass.h"

#include "drivers/idcard/IdCardReaders.h"

namespace xiaowu::idcard {

drivers::DeviceClass idCardClass() {
  return {
      .id = std::string(domain::needs::kCardReader),
      .name = {"身份证读卡器", "ID card reader"},
      .required = true,
      .schemes = {drivers::schemeOf("usb", makeIdCardReader), drivers::schemeOf("usb-hid", makeIdCardReader),
                  drivers::schemeOf("serial", makeIdCardReader)}};
}

}  // namespace xiaowu::idcard
