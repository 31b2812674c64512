#include "app/main/FaceParts.h"

#include "core/base/Log.h"
#include "drivers/photo/PluginPhotoDecoder.h"

#ifdef XIAOWU_SIMULATORS
#include "drivers/camera/simulator/CameraSimulator.h"
#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"
#endif

namespace xiaowu {
namespace {

const drivers::CameraPair* camerasOf(const std::vector<drivers::FittedDevice>& devices) {
  for (const auto& device : devices) {
    const auto* cameras = dynamic_cast<const drivers::CameraPair*>(device.driver.get());
    if (cameras != nullptr) {
      return cameras;
    }
  }
  return nullptr;
}

}  // namespace

Result<session::FaceSetup> faceSetup(const site::FaceSite& site,
                                     const std::vector<drivers::FittedDevice>& devices) {
  session::FaceSetup setup;
  setup.rules = {site.limits, site.challenge};
  const auto* cameras = camerasOf(devices);
  if (cameras == nullptr || !cameras->hasNir()) {
    return setup;
  }
  setup.nirConfigured = true;
  const bool brings = !cameras->ownCalibration().empty();
  auto calibration =
      brings ? face::parseCalibration(cameras->ownCalibration()) : face::readCalibration(site.calibration);
  if (calibration) {
    setup.calibration = std::make_shared<const face::Calibration>(std::move(*calibration));
    return setup;
  }
  if (brings) {
    return fail(calibration.error());
  }
  // No reason not to start: residents are offered the other ways.
  qCWarning(logVision, "no face checks: %s", describe(calibration.error()).c_str());
  return setup;
}

Result<std::shared_ptr<const drivers::PhotoDecoder>> photoDecoder(const std::string& address) {
  if (address.empty()) {
    return photo::makeNoPhotoDecoder();
  }
  if (address == drivers::kSimulatorAddress) {
#ifdef XIAOWU_SIMULATORS
    return std::make_shared<const simulator::SimulatorPhotoDecoder>(simulator::personPhoto);
#else
    return fail(site::errors::kWrongConfig, Fault::Bug,
                "face.photo_decoder: is \"simulator:\", but this build has no simulators");
#endif
  }
  auto decoder = photo::loadPhotoDecoder(address);
  if (!decoder) {
    return fail(withContext(decoder.error(), "face.photo_decoder"));
  }
  return std::shared_ptr<const drivers::PhotoDecoder>(std::move(*decoder));
}

}  // namespace xiaowu
