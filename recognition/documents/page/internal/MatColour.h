#pragma once
// The mat below the paper: its colour, estimated from the picture's border. May throw cv::Exception.

namespace cv {
class Mat;
}

namespace xiaowu::documents {

/// `lab` is a picture in 8-bit Lab. Distance of every pixel's colour from that of the mat there, in units of
/// 8-bit Lab, times 4.
[[nodiscard]] cv::Mat differenceFromMat(const cv::Mat& lab);

}  // namespace xiaowu::documents
