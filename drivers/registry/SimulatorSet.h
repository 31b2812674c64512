#pragma once
// All simulators of one kiosk, as the simulator panel and the control socket act on them. A member is empty
// when the site uses a real device there.

#include <memory>

namespace xiaowu::simulator {

class SamSimulator;
class CameraSimulator;
class ScannerSimulator;
class PrinterControl;
class NetworkSimulator;
class FingerprintSimulator;

struct SimulatorSet {
  std::shared_ptr<SamSimulator> idCard;
  std::shared_ptr<CameraSimulator> cameras;
  std::shared_ptr<ScannerSimulator> scanner;
  std::shared_ptr<PrinterControl> printer;      ///< a real IPP printer process
  std::shared_ptr<PrinterControl> slipPrinter;  ///< likewise
  std::shared_ptr<FingerprintSimulator> finger;
  std::shared_ptr<NetworkSimulator> network;  ///< the line between kiosk and platform
};

}  // namespace xiaowu::simulator
