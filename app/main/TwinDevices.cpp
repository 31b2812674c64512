#include "app/main/Devices.h"

#include "app/vision/Calibration.h"

#include "drivers/printer/IppPrinter.h"
#include "drivers/virtual/camera/CameraTwin.h"
#include "drivers/virtual/camera/Optics.h"
#include "drivers/virtual/fingerprint/FingerTwin.h"
#include "drivers/virtual/idcard/TwinLink.h"
#include "drivers/virtual/idcard/TwinPhotoDecoder.h"
#include "drivers/virtual/network/NetworkTwin.h"
#include "drivers/virtual/printer/IppPrinterProcess.h"
#include "drivers/virtual/scanner/ScannerTwin.h"

namespace xiaowu {
namespace {

// What real machines need for a sheet, a slip and a page.
constexpr std::chrono::milliseconds kSheetTime{1500};
constexpr std::chrono::milliseconds kSlipTime{600};
constexpr std::chrono::milliseconds kScanTime{1200};

std::chrono::milliseconds scaled(std::chrono::milliseconds time, double scale) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double, std::milli>(static_cast<double>(time.count()) * scale));
}

/// A printer process of its own and the real driver to it.
Result<void> addPrinter(virtualdevices::IppPrinterSetup setup, std::unique_ptr<drivers::Printer>& driver,
                        std::shared_ptr<virtualdevices::PrinterControl>& control) {
  auto process = virtualdevices::IppPrinterProcess::start(std::move(setup));
  if (!process) {
    return fail(process.error());
  }
  auto made = drivers::makePrinter((*process)->uri());
  if (!made) {
    return fail(made.error());
  }
  driver = std::move(*made);
  control = std::move(*process);
  return {};
}

Result<void> addPrinters(const site::DeviceAddresses& addresses, const std::filesystem::path& folder,
                         double timeScale, session::DeviceDrivers& drivers, virtualdevices::TwinSet& twins) {
  if (isTwin(addresses.printer)) {
    virtualdevices::IppPrinterSetup sheets;
    sheets.name = "xiaowu-sheets";
    sheets.perSheet = scaled(kSheetTime, timeScale);
    sheets.folder = folder / "printed";
    if (auto added = addPrinter(std::move(sheets), drivers.printer, twins.printer); !added) {
      return added;
    }
  }
  if (isTwin(addresses.slipPrinter)) {
    virtualdevices::IppPrinterSetup slips;
    slips.name = "xiaowu-slips";
    slips.media = {"om_slip_80x200mm"};
    slips.perSheet = scaled(kSlipTime, timeScale);
    slips.folder = folder / "slips";
    if (auto added = addPrinter(std::move(slips), drivers.slipPrinter, twins.slipPrinter); !added) {
      return added;
    }
  }
  return {};
}

}  // namespace

Result<void> addTwins(const site::DeviceAddresses& addresses, const std::filesystem::path& dataFolder,
                      double timeScale, session::DeviceDrivers& drivers, virtualdevices::TwinSet& twins,
                      std::string& platformUrl) {
  if (isTwin(addresses.idCardReader)) {
    auto persons = virtualdevices::loadPersons();
    if (!persons) {
      return fail(persons.error());
    }
    twins.idCard = std::make_shared<virtualdevices::SamTwin>(
        std::move(*persons), virtualdevices::SamTwinOptions{false, timeScale});
    // The longer read with fingerprints costs time and is done only where somebody compares them.
    drivers.idCardReader =
        virtualdevices::makeTwinIdCardReader(twins.idCard, {.fingerprint = isTwin(addresses.fingerprint)});
  }
  if (isTwin(addresses.fingerprint)) {
    twins.finger = std::make_shared<virtualdevices::FingerTwin>();
    drivers.fingerprintReader = virtualdevices::makeTwinFingerprintReader(twins.finger);
  }
  if (isTwin(addresses.cameraRgb)) {
    auto cameras = virtualdevices::CameraTwin::create();
    if (!cameras) {
      return fail(cameras.error());
    }
    twins.cameras = std::move(*cameras);
    drivers.cameras = virtualdevices::makeTwinCameraPair(twins.cameras);
    drivers.nirConfigured = true;
    auto calibration = vision::parseCalibration(virtualdevices::twinCalibrationText());
    if (!calibration) {
      return fail(calibration.error());
    }
    drivers.calibration = std::make_shared<const vision::Calibration>(std::move(*calibration));
  }
  if (isTwin(addresses.photoDecoder)) {
    drivers.photoDecoder = std::make_shared<virtualdevices::TwinPhotoDecoder>(virtualdevices::personPhoto);
  }
  if (isTwin(addresses.scanner)) {
    twins.scanner = std::make_shared<virtualdevices::ScannerTwin>();
    twins.scanner->setMechanicalDelay(scaled(kScanTime, timeScale));
    drivers.scanner = virtualdevices::makeTwinScanner(twins.scanner);
  }
  if (auto added = addPrinters(addresses, dataFolder, timeScale, drivers, twins); !added) {
    return added;
  }
  // The line to the platform is a twin as soon as any device is: the bench can cut it.
  if (!twins.idCard && !twins.scanner && !twins.cameras) {
    return {};
  }
  auto line = virtualdevices::NetworkTwin::start(platformUrl);
  if (!line) {
    return fail(line.error());
  }
  twins.network = std::move(*line);
  platformUrl = twins.network->url();
  return {};
}

MechanicalTimes mechanicalTimes(const virtualdevices::TwinSet& twins, double timeScale) {
  MechanicalTimes times;
  if (twins.idCard) {
    times.card = std::chrono::duration_cast<std::chrono::milliseconds>(twins.idCard->mechanicalTime());
  }
  if (twins.scanner) {
    times.scanner = twins.scanner->mechanicalTime();
  }
  if (twins.printer) {
    times.sheets = twins.printer->sheetsOut() * scaled(kSheetTime, timeScale);
  }
  if (twins.slipPrinter) {
    times.slips = twins.slipPrinter->sheetsOut() * scaled(kSlipTime, timeScale);
  }
  return times;
}

}  // namespace xiaowu
