#include "recognition/face/quality/Preview.h"

#include "recognition/face/models/internal/ModelNet.h"

#include <opencv2/imgproc.hpp>

namespace xiaowu::face {

Image previewOf(const drivers::FramePair& pair) {
  constexpr int kMaxWidth = 640;
  try {
    const auto bgr = bgrOf(pair.rgb.image);
    if (!bgr) {
      return {};
    }
    cv::Mat small = *bgr;
    if (bgr->cols > kMaxWidth) {
      cv::resize(*bgr, small, cv::Size(kMaxWidth, std::max(1, bgr->rows * kMaxWidth / bgr->cols)), 0, 0,
                 cv::INTER_AREA);
    }
    Bytes pixels(small.total() * 3);
    cv::Mat mirrored(small.rows, small.cols, CV_8UC3, pixels.data());
    cv::flip(small, mirrored, 1);
    return Image::of(small.cols, small.rows, PixelFormat::Bgr8, std::move(pixels));
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace xiaowu::face
