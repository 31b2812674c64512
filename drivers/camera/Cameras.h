#pragma once
// The cameras that a site can configure.

#include "drivers/api/Camera.h"
#include "drivers/camera/FrameSource.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace xiaowu::drivers::camera {

namespace errors {
/// The site has no near-infrared camera.
inline constexpr std::string_view kNirNotConfigured = "camera.nir-not-configured";
/// It delivers, but nothing within 40 ms of the visible frame.
inline constexpr std::string_view kNirLate = "camera.nir-late";
/// Its pictures have another shape than the visible ones: they cannot show the same place.
inline constexpr std::string_view kNirShape = "camera.nir-shape";
}  // namespace errors

struct CaptureOptions {
  /// A little under the two seconds that the interface promises, so that the news arrives within them.
  std::chrono::milliseconds watchdog{1'800};
};

/// "v4l2:/dev/video0" · "gst:<pipeline>" (its appsink is added when it has none) · "file:<path>[?loop]", a
/// film, a numbered sequence ("img_%03d.png") or one picture, delivered in real time. The back-end is fixed
/// by the scheme and never chosen by OpenCV. Anything else: device.address. Nothing is opened yet. A file
/// that ends is device.gone; one that never changes is camera.frozen, like any camera.
[[nodiscard]] Result<std::unique_ptr<Camera>> makeCamera(std::string_view uri, CaptureOptions options = {});

/// A camera over any source: reading happens in a thread of its own. open() returns with the first picture
/// there. nextFrame() never waits for the source beyond its deadline, a stop request (100 ms) or the
/// watchdog. close() leaves a stuck thread behind after 200 ms; it ends when its read does.
[[nodiscard]] std::unique_ptr<Camera> makeCaptureCamera(SourceFactory factory, CaptureOptions options = {});

/// Two cameras as one device. `nir` may be null (camera.nir-not-configured). open() fails only when the
/// visible camera does; a near-infrared camera that did not open is named in the health's reason and in each
/// pair's nirReason. A visible frame older than the one before is device.protocol. `ownCalibration` as in
/// CameraPair.
[[nodiscard]] std::unique_ptr<CameraPair> makeCameraPair(std::unique_ptr<Camera> rgb,
                                                         std::unique_ptr<Camera> nir,
                                                         std::string ownCalibration = {});

}  // namespace xiaowu::drivers::camera
