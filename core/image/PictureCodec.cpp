#include "core/image/PictureCodec.h"

#include "core/image/ImageMat.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <string.h>
#include <vector>

namespace xiaowu {
namespace {

Result<Bytes> encoded(const Image& image, const char* extension, const std::vector<int>& parameters) {
  const cv::Mat view = matOf(image);
  if (view.empty()) {
    return fail(errors::kInternal, Fault::Bug, "nothing to encode");
  }
  try {
    Bytes bytes;
    if (!cv::imencode(extension, view, bytes, parameters)) {
      return fail(errors::kInternal, Fault::Bug, "encoder failed");
    }
    return bytes;
  } catch (const std::exception& error) {
    return fail(errors::kInternal, Fault::Bug, error.what());
  }
}

tl::unexpected<PictureRefusal> notDecoded(std::string why) {
  return tl::unexpected(PictureRefusal{false, std::move(why)});
}

}  // namespace

Result<Bytes> encodePng(const Image& image) {
  return encoded(image, ".png", {});
}

Result<Bytes> encodeJpeg(const Image& image, int quality) {
  return encoded(image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, std::clamp(quality, 1, 100)});
}

tl::expected<Image, PictureRefusal> decodePicture(ByteView bytes, const PictureLimits& limits, Colour colour,
                                                  Turn turn) {
  const auto header = inspectPicture(bytes, limits);
  if (!header) {
    return tl::unexpected(header.error());
  }
  try {
    const cv::Mat file(1, static_cast<int>(bytes.size()), CV_8UC1,
                       const_cast<std::uint8_t*>(bytes.data()));  // read only
    const int flags = (colour == Colour::Always ? cv::IMREAD_COLOR : cv::IMREAD_ANYCOLOR) |
                      (turn == Turn::AsStored ? cv::IMREAD_IGNORE_ORIENTATION : 0);
    cv::Mat pixels = cv::imdecode(file, flags);
    if (pixels.empty() || pixels.depth() != CV_8U || (pixels.channels() != 1 && pixels.channels() != 3)) {
      return notDecoded("cannot be decoded");
    }
    // The camera's turn may swap width and height.
    if (std::max(pixels.cols, pixels.rows) != std::max(header->width, header->height)) {
      return notDecoded("cannot be decoded as its header says");
    }
    Image image = imageOf(pixels);
    explicit_bzero(pixels.data, pixels.total() * pixels.elemSize());
    return image;
  } catch (const std::exception&) {
    return notDecoded("cannot be decoded");
  }
}

}  // namespace xiaowu
