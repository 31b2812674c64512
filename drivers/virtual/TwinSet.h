#pragma once
// All twins of one kiosk, as the device bench and the control socket act on them. A member is empty when the
// site uses a real device there.

#include <memory>

namespace xiaowu::virtualdevices {

class SamTwin;
class CameraTwin;
class ScannerTwin;
class PrinterControl;
class NetworkTwin;
class FingerTwin;

struct TwinSet {
  std::shared_ptr<SamTwin> idCard;
  std::shared_ptr<CameraTwin> cameras;
  std::shared_ptr<ScannerTwin> scanner;
  std::shared_ptr<PrinterControl> printer;      ///< a real IPP printer process
  std::shared_ptr<PrinterControl> slipPrinter;  ///< likewise
  std::shared_ptr<FingerTwin> finger;
  std::shared_ptr<NetworkTwin> network;  ///< the line between kiosk and platform
};

}  // namespace xiaowu::virtualdevices
