#pragma once
// The devices of a usual kiosk, for tests of what lies above the drivers.

#include "app/workflow/Machine.h"

#include <map>
#include <string>
#include <vector>

namespace xiaowu::testing {

inline std::vector<workflow::KnownDevice> usualDevices(bool ready) {
  const auto device = [&](const char* id, const char* deviceClass, const char* need) {
    return workflow::KnownDevice{{id, deviceClass, {need}, false}, ready, {}};
  };
  return {device("idcard", "idcard", "idcard"),
          device("camera", "camera", "camera"),
          device("scanner", "scanner", "scanner"),
          device("printer", "printer", "printer"),
          device("slipPrinter", "printer", "printer.slip"),
          device("fingerprint", "fingerprint", "fingerprint")};
}

inline std::map<std::string, domain::LocalText> usualDeviceNames() {
  return {{"idcard", {"身份证读卡器", "ID card reader"}},
          {"camera", {"摄像头", "camera"}},
          {"scanner", {"扫描仪", "scanner"}},
          {"printer", {"打印机", "printer"}},
          {"printer.slip", {"小票机", "slip printer"}},
          {"fingerprint", {"指纹仪", "fingerprint reader"}}};
}

/// As an event would make it.
inline void deviceGone(workflow::Availability& availability, const char* id, const char* reason = "") {
  auto* device = availability.device(id);
  device->ready = false;
  device->reason = reason;
}

}  // namespace xiaowu::testing
