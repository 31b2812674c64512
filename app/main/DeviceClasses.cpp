#include "app/main/DeviceClasses.h"

#include "drivers/camera/CameraClass.h"
#include "drivers/fingerprint/FingerprintClass.h"
#include "drivers/idcard/IdCardClass.h"
#include "drivers/printer/PrinterClass.h"
#include "drivers/scanner/ScannerClass.h"

#ifdef XIAOWU_SIMULATORS
#include "drivers/camera/simulator/CameraSimulatorScheme.h"
#include "drivers/fingerprint/simulator/FingerprintSimulatorScheme.h"
#include "drivers/idcard/simulator/IdCardSimulatorScheme.h"
#include "drivers/printer/simulator/PrinterSimulatorScheme.h"
#include "drivers/scanner/simulator/ScannerSimulatorScheme.h"
#endif

namespace xiaowu {

drivers::DeviceRegistry deviceClasses() {
  drivers::DeviceRegistry registry;
  registry.add(idcard::idCardClass());
  registry.add(drivers::camera::cameraClass());
  registry.add(drivers::scannerClass());
  registry.add(drivers::printerClass());
  registry.add(drivers::fingerprintClass());
#ifdef XIAOWU_SIMULATORS
  registry.addScheme("idcard", simulator::idCardSimulatorScheme());
  registry.addScheme("camera", simulator::cameraSimulatorScheme());
  registry.addScheme("scanner", simulator::scannerSimulatorScheme());
  registry.addScheme("printer", simulator::printerSimulatorScheme());
  registry.addScheme("fingerprint", simulator::fingerprintSimulatorScheme());
#endif
  return registry;
}

}  // namespace xiaowu
