#include "drivers/camera/CameraClass.h"

#include "drivers/camera/Cameras.h"

namespace xiaowu::drivers::camera {
namespace {

constexpr const char* kNirKey = "nir";

Result<MadeDevice> makeCameras(const DeviceOrder& order) {
  auto rgb = makeCamera(order.row.address());
  if (!rgb) {
    return fail(rgb.error());
  }
  std::unique_ptr<Camera> nir;
  if (const auto address = order.row.value(kNirKey); !address.empty()) {
    auto made = makeCamera(address);
    if (!made) {
      return fail(withContext(made.error(), kNirKey));
    }
    nir = std::move(*made);
  }
  return MadeDevice{makeCameraPair(std::move(*rgb), std::move(nir))};
}

}  // namespace

DeviceClass cameraClass() {
  return {.id = std::string(domain::needs::kCamera),
          .name = {"摄像头", "camera"},
          .required = true,
          .keys = {kNirKey},
          .schemes = {{"v4l2", makeCameras}, {"gst", makeCameras}, {"file", makeCameras}}};
}

}  // namespace xiaowu::drivers::camera
