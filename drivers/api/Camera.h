#pragma once
// Cameras. A frame counts only with a proof that it is fresh: some capture back-ends keep returning the last
// picture after the camera is gone, and for a liveness check that is a security hole.

#include "core/image/Image.h"
#include "drivers/api/Device.h"

#include <cstdint>
#include <optional>

namespace xiaowu::drivers {

namespace errors {
inline constexpr std::string_view kCameraStalled = "camera.stalled";  ///< no new frame for 2 s
/// Frames come, but their content has not changed for 2 s.
inline constexpr std::string_view kCameraFrozen = "camera.frozen";
}  // namespace errors

struct Frame {
  Image image;
  SteadyTime captured;         ///< when the frame arrived from the source
  std::uint64_t sequence = 0;  ///< strictly increasing within one open(); gaps are dropped frames
  /// Of the pixels: two equal digests in a row are not two proofs of life (sensors have noise).
  std::uint64_t digest = 0;
};

/// One camera: "v4l2:/dev/video0", "gst:<pipeline>", "file:<path>" or "simulator:<name>".
class Camera : public Device {
 public:
  /// The next frame that is newer than any returned before. Fails with kCameraStalled or kCameraFrozen at
  /// most 2 s after the source stopped delivering or changing, with device.gone when it went away.
  [[nodiscard]] virtual Result<Frame> nextFrame(const CallContext& context) = 0;
};

struct FramePair {
  Frame rgb;
  /// Absent when the near-infrared source fails or has no frame within the pairing window.
  std::optional<Frame> nir;
  std::string nirReason;  ///< error code when `nir` is absent
};

/// Both cameras of the cabin as one device, paired by time.
class CameraPair : public Device {
 public:
  /// The next pair whose times differ by less than 40 ms; an RGB frame without partner comes with `nir`
  /// absent.
  [[nodiscard]] virtual Result<FramePair> nextPair(const CallContext& context) = 0;

  // Fixed from the beginning; any thread.
  /// There is a near-infrared camera: a face check without its pictures does not pass.
  [[nodiscard]] virtual bool hasNir() const = 0;
  /// The calibration that these two cameras come with (a file as camera-calibrate writes it); empty: none,
  /// the site's own counts.
  [[nodiscard]] virtual const std::string& ownCalibration() const = 0;
};

}  // namespace xiaowu::drivers
