#include "core/image/ImageMat.h"

#include <opencv2/core.hpp>

namespace xiaowu {

cv::Mat matOf(const Image& image) {
  if (image.empty() || image.pixels->size() < image.stride() * static_cast<std::size_t>(image.height)) {
    return {};
  }
  return {image.height, image.width, image.format == PixelFormat::Grey8 ? CV_8UC1 : CV_8UC3,
          const_cast<std::uint8_t*>(image.data())};
}

Image imageOf(const cv::Mat& picture, double dpi) {
  const cv::Mat packed = picture.isContinuous() ? picture : picture.clone();
  const auto size = packed.total() * packed.elemSize();
  return Image::of(packed.cols, packed.rows, packed.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8,
                   Bytes(packed.data, packed.data + size), dpi);
}

}  // namespace xiaowu
