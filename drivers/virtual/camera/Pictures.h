#pragma once
// Pictures as OpenCV sees them. Internal to the camera twin.

#include "app/base/Image.h"

namespace cv {
class Mat;
}

namespace xiaowu::virtualdevices {

/// The same pixels, not a copy: valid as long as `image` lives, and not to be written to.
[[nodiscard]] cv::Mat matOf(const Image& image);
/// A copy; `picture` has 8 bits and one or three channels.
[[nodiscard]] Image imageOf(const cv::Mat& picture, double dpi = 0);

}  // namespace xiaowu::virtualdevices
