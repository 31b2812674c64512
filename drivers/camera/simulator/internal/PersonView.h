#pragma once
// A person seen from one of the two cameras: each part of the portrait is put where its own depth brings it.
//

#include "drivers/camera/simulator/internal/Motion.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Portraits.h"

namespace cv {
class Mat;
}

namespace xiaowu::simulator {

/// Where the person stands, apart from small motion: added to the place at which the portrait was taken.
/// Millimetres.
struct Place {
  Vector3 shift;
  /// The person alone, cut out by Portrait::alpha: all of it moves. Else the wall behind stays.
  bool isLayer = false;
};

/// For each pixel of a frame of 640×480 the place in the portrait that is seen there (two floats, as
/// cv::remap wants them). 1–2 ms.
[[nodiscard]] cv::Mat mapOf(const Portrait& portrait, const Posture& posture, const Place& place,
                            const SimulatorEye& eye);

/// The portrait's picture (visible or near-infrared) with eyelids and mouth as the posture has them; the
/// picture itself when both are at rest.
[[nodiscard]] Image withExpression(const Portrait& portrait, const Image& picture, const Posture& posture);

/// The same person with the lower face covered, in both lights.
[[nodiscard]] Portrait maskedOf(const Portrait& portrait);

}  // namespace xiaowu::simulator
