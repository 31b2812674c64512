#include "app/main/Devices.h"

#include "recognition/face/geometry/Calibration.h"

#include "drivers/printer/IppPrinter.h"
#include "drivers/camera/simulator/CameraSimulator.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/fingerprint/simulator/FingerprintSimulator.h"
#include "drivers/idcard/simulator/SimulatorLink.h"
#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"
#include "drivers/network/simulator/NetworkSimulator.h"
#include "drivers/printer/simulator/IppPrinterProcess.h"
#include "drivers/scanner/simulator/ScannerSimulator.h"

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
Result<void> addPrinter(simulator::IppPrinterSetup setup, std::unique_ptr<drivers::Printer>& driver,
                        std::shared_ptr<simulator::PrinterControl>& control) {
  auto process = simulator::IppPrinterProcess::start(std::move(setup));
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
                         double timeScale, session::DeviceDrivers& drivers,
                         simulator::SimulatorSet& simulators) {
  if (isSimulator(addresses.printer)) {
    simulator::IppPrinterSetup sheets;
    sheets.name = "xiaowu-sheets";
    sheets.perSheet = scaled(kSheetTime, timeScale);
    sheets.folder = folder / "printed";
    if (auto added = addPrinter(std::move(sheets), drivers.printer, simulators.printer); !added) {
      return added;
    }
  }
  if (isSimulator(addresses.slipPrinter)) {
    simulator::IppPrinterSetup slips;
    slips.name = "xiaowu-slips";
    slips.media = {"om_slip_80x200mm"};
    slips.perSheet = scaled(kSlipTime, timeScale);
    slips.folder = folder / "slips";
    if (auto added = addPrinter(std::move(slips), drivers.slipPrinter, simulators.slipPrinter); !added) {
      return added;
    }
  }
  return {};
}

}  // namespace

Result<void> addSimulators(const site::DeviceAddresses& addresses, const std::filesystem::path& dataFolder,
                           double timeScale, session::DeviceDrivers& drivers,
                           simulator::SimulatorSet& simulators, std::string& platformUrl) {
  if (isSimulator(addresses.idCardReader)) {
    auto persons = simulator::loadPersons();
    if (!persons) {
      return fail(persons.error());
    }
    simulators.idCard = std::make_shared<simulator::SamSimulator>(
        std::move(*persons), simulator::SamSimulatorOptions{false, timeScale});
    // The longer read with fingerprints costs time and is done only where somebody compares them.
    drivers.idCardReader = simulator::makeSimulatedIdCardReader(
        simulators.idCard, {.fingerprint = isSimulator(addresses.fingerprint)});
  }
  if (isSimulator(addresses.fingerprint)) {
    simulators.finger = std::make_shared<simulator::FingerprintSimulator>();
    drivers.fingerprintReader = simulator::makeSimulatedFingerprintReader(simulators.finger);
  }
  if (isSimulator(addresses.cameraRgb)) {
    auto cameras = simulator::CameraSimulator::create();
    if (!cameras) {
      return fail(cameras.error());
    }
    simulators.cameras = std::move(*cameras);
    drivers.cameras = simulator::makeSimulatedCameraPair(simulators.cameras);
    drivers.nirConfigured = true;
    auto calibration = face::parseCalibration(simulator::simulatorCalibrationText());
    if (!calibration) {
      return fail(calibration.error());
    }
    drivers.calibration = std::make_shared<const face::Calibration>(std::move(*calibration));
  }
  if (isSimulator(addresses.photoDecoder)) {
    drivers.photoDecoder = std::make_shared<simulator::SimulatorPhotoDecoder>(simulator::personPhoto);
  }
  if (isSimulator(addresses.scanner)) {
    simulators.scanner = std::make_shared<simulator::ScannerSimulator>();
    simulators.scanner->setMechanicalDelay(scaled(kScanTime, timeScale));
    drivers.scanner = simulator::makeSimulatedScanner(simulators.scanner);
  }
  if (auto added = addPrinters(addresses, dataFolder, timeScale, drivers, simulators); !added) {
    return added;
  }
  // The line to the platform is a simulator as soon as any device is: the panel can cut it.
  if (!simulators.idCard && !simulators.scanner && !simulators.cameras) {
    return {};
  }
  auto line = simulator::NetworkSimulator::start(platformUrl);
  if (!line) {
    return fail(line.error());
  }
  simulators.network = std::move(*line);
  platformUrl = simulators.network->url();
  return {};
}

MechanicalTimes mechanicalTimes(const simulator::SimulatorSet& simulators, double timeScale) {
  MechanicalTimes times;
  if (simulators.idCard) {
    times.card = std::chrono::duration_cast<std::chrono::milliseconds>(simulators.idCard->mechanicalTime());
  }
  if (simulators.scanner) {
    times.scanner = simulators.scanner->mechanicalTime();
  }
  if (simulators.printer) {
    times.sheets = simulators.printer->sheetsOut() * scaled(kSheetTime, timeScale);
  }
  if (simulators.slipPrinter) {
    times.slips = simulators.slipPrinter->sheetsOut() * scaled(kSlipTime, timeScale);
  }
  return times;
}

}  // namespace xiaowu
