#pragma once
// Image and cv::Mat, for the parts that link OpenCV (library xiaowu_image_mat). Any thread.

#include "core/image/Image.h"

namespace cv {
class Mat;
}

namespace xiaowu {

/// The same pixels, not a copy: valid as long as `image` lives, and not to be written to (OpenCV has no
/// read-only Mat). Empty when the image is, or when it holds fewer pixels than its size says.
[[nodiscard]] cv::Mat matOf(const Image& image);

/// A copy; `picture` has 8 bits and one or three channels.
[[nodiscard]] Image imageOf(const cv::Mat& picture, double dpi = 0);

}  // namespace xiaowu
