#include "app/main/Devices.h"

#include "core/base/Log.h"
#include "recognition/face/geometry/Calibration.h"

#include "drivers/camera/Cameras.h"
#include "drivers/idcard/IdCardReaders.h"
#include "drivers/photo/PluginPhotoDecoder.h"
#include "drivers/printer/IppPrinter.h"
#include "drivers/scanner/SaneScanner.h"

namespace xiaowu {
namespace {

template <typename T>
Result<void> place(Result<std::unique_ptr<T>> made, std::unique_ptr<T>& where, std::string_view what) {
  if (!made) {
    return fail(withContext(made.error(), what));
  }
  where = std::move(*made);
  return {};
}

/// A site that is not calibrated yet works without faces, and says so; it is no reason not to start.
std::shared_ptr<const face::Calibration> calibrationOf(const std::filesystem::path& file) {
  auto calibration = face::readCalibration(file);
  if (calibration) {
    return std::make_shared<const face::Calibration>(std::move(*calibration));
  }
  qCWarning(logVision, "no face checks: %s", describe(calibration.error()).c_str());
  return nullptr;
}

Result<void> placeCameras(const site::SiteConfig& site, session::DeviceDrivers& drivers) {
  const auto& addresses = site.devices;
  auto rgb = drivers::camera::makeCamera(addresses.cameraRgb);
  if (!rgb) {
    return fail(withContext(rgb.error(), "devices.camera_rgb"));
  }
  std::unique_ptr<drivers::Camera> nir;
  if (!addresses.cameraNir.empty()) {
    auto made = drivers::camera::makeCamera(addresses.cameraNir);
    if (!made) {
      return fail(withContext(made.error(), "devices.camera_nir"));
    }
    nir = std::move(*made);
  }
  drivers.nirConfigured = nir != nullptr;
  if (drivers.nirConfigured) {
    drivers.calibration = calibrationOf(site.face.calibration);
  }
  drivers.cameras = drivers::camera::makeCameraPair(std::move(*rgb), std::move(nir));
  return {};
}

}  // namespace

Result<session::DeviceDrivers> makeRealDevices(const site::SiteConfig& site) {
  const auto& addresses = site.devices;
  session::DeviceDrivers drivers;
  const auto wanted = [](const std::string& address) { return !isSimulator(address); };
  Result<void> done;
  if (wanted(addresses.idCardReader)) {
    done = place(idcard::makeIdCardReader(addresses.idCardReader), drivers.idCardReader, "devices.idcard");
  }
  if (done && wanted(addresses.cameraRgb)) {
    done = placeCameras(site, drivers);
  }
  if (done && wanted(addresses.scanner)) {
    done = place(drivers::makeScanner(addresses.scanner), drivers.scanner, "devices.scanner");
  }
  if (done && wanted(addresses.printer)) {
    done = place(drivers::makePrinter(addresses.printer), drivers.printer, "devices.printer");
  }
  if (done && wanted(addresses.slipPrinter)) {
    done = place(drivers::makePrinter(addresses.slipPrinter), drivers.slipPrinter, "devices.slip_printer");
  }
  if (done && !addresses.fingerprint.empty() && wanted(addresses.fingerprint)) {
    done = fail(drivers::errors::kAddress, Fault::Bug,
                "devices.fingerprint: this build has no driver for fingerprint readers");
  }
  if (!done) {
    return fail(done.error());
  }
  if (addresses.photoDecoder.empty()) {
    drivers.photoDecoder = photo::makeNoPhotoDecoder();
  } else if (wanted(addresses.photoDecoder)) {
    auto decoder = photo::loadPhotoDecoder(addresses.photoDecoder);
    if (!decoder) {
      return fail(withContext(decoder.error(), "devices.photo_decoder"));
    }
    drivers.photoDecoder = std::move(*decoder);
  }
  return drivers;
}

}  // namespace xiaowu
