#pragma once
// What an attacker holds up: a printed photo, flat or bent, or a telephone that shows one. Real geometry (a
// plane or a cylinder before both cameras); its look follows what webcams show of prints and screens.
//

#include "drivers/camera/simulator/internal/Motion.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Portraits.h"

namespace cv {
class Mat;
}

namespace xiaowu::simulator {

struct Sheet {
  static constexpr double kPixelsPerMillimetre = 1.5;

  Image colour;  ///< BGR; its middle is the sheet's middle
  Image nir;     ///< grey
  Image alpha;   ///< grey: the paper and the fingers that hold it
  /// Millimetres at which it is held, so that the face looks about as large as a living one.
  double distance = 0;
  double radius = 0;      ///< of the cylinder, millimetres; 0 flat, negative hollow
  bool isAcross = false;  ///< bent about a level axis, else about an upright one
};

/// `presentation` is one of Photo, Bent, Screen, Filmed.
[[nodiscard]] Sheet makeSheet(const Portrait& portrait, const Scene& scene);
/// Draws it over `picture` (BGR or grey, 640×480) as `eye` sees it.
void addSheet(cv::Mat& picture, const Sheet& sheet, const Posture& hand, const Scene& scene,
              const SimulatorEye& eye, std::int64_t tick);

[[nodiscard]] bool isSheet(Presentation presentation);

}  // namespace xiaowu::simulator
