#pragma once
// What the face check needs beside its cameras' pictures: their calibration, and a decoder of chip photos.

#include "app/main/SiteConfig.h"
#include "app/session/handlers/FaceHandler.h"
#include "drivers/api/DeviceClass.h"
#include "drivers/api/PhotoDecoder.h"

#include <memory>
#include <vector>

namespace xiaowu {

/// Asks the first camera of `devices` for what it brings; a calibration of its own goes before the site's. A
/// site that is not calibrated works without faces and says so in the log.
[[nodiscard]] Result<session::FaceSetup> faceSetup(const site::FaceSite& site,
                                                   const std::vector<drivers::FittedDevice>& devices);

/// Without a configured decoder, one that can decode nothing.
[[nodiscard]] Result<std::shared_ptr<const drivers::PhotoDecoder>> photoDecoder(const std::string& address);

}  // namespace xiaowu
