#include "recognition/documents/page/Pictures.h"

#include "core/image/ImageMat.h"
#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/page/PictureHeader.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cstring>

namespace xiaowu::documents {
namespace {

tl::unexpected<Error> invalid(std::string reason) {
  return fail(errors::kImageInvalid, Fault::ResidentCanFix, std::move(reason));
}

Result<Bytes> encode(const Image& image, const char* extension, const std::vector<int>& parameters) {
  const cv::Mat view = matOf(image);
  if (view.empty()) {
    return invalid("nothing to encode");
  }
  try {
    Bytes bytes;
    if (!cv::imencode(extension, view, bytes, parameters)) {
      return fail(xiaowu::errors::kInternal, Fault::Bug, "encoder failed");
    }
    return bytes;
  } catch (const std::exception& error) {
    return fail(xiaowu::errors::kInternal, Fault::Bug, error.what());
  }
}

}  // namespace

Result<Bytes> encodePng(const Image& image) {
  return encode(image, ".png", {});
}

Result<Bytes> encodeJpeg(const Image& image, int quality) {
  const int bounded = std::clamp(quality, 1, 100);
  return encode(image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, bounded});
}

Result<Image> decodeImage(ByteView bytes) {
  const auto header = inspectPicture(bytes);
  if (!header) {
    return fail(header.error());
  }
  try {
    // Read only.
    const cv::Mat view(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::uint8_t*>(bytes.data()));
    cv::Mat mat = cv::imdecode(view, cv::IMREAD_ANYCOLOR);
    // The camera's turn (Exif) is taken into account, so width and height may be swapped.
    const int longer = std::max(header->width, header->height);
    if (std::max(mat.cols, mat.rows) != longer) {
      return invalid("cannot be decoded as its header says");
    }
    if (mat.empty() || mat.depth() != CV_8U || (mat.channels() != 1 && mat.channels() != 3)) {
      return invalid("cannot be decoded");
    }
    const auto row = static_cast<std::size_t>(mat.cols) * mat.elemSize();
    Bytes pixels(row * static_cast<std::size_t>(mat.rows));
    for (int y = 0; y < mat.rows; ++y) {
      std::memcpy(pixels.data() + static_cast<std::size_t>(y) * row, mat.ptr(y), row);
    }
    return Image::of(mat.cols, mat.rows, mat.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8,
                     std::move(pixels));
  } catch (const std::exception& error) {
    return invalid(error.what());
  }
}

}  // namespace xiaowu::documents
