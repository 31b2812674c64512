#include "recognition/face/quality/FaceCrop.h"

#include "core/image/ImageMat.h"
#include "core/image/PictureCodec.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstring>

namespace xiaowu::face {
namespace {

// With 0.4 the detector saw a second face in 3 of 60 crops, with 0.5 in none (docs/vision.md).
constexpr double kBorder = 0.5;
constexpr int kJpegQuality = 92;
constexpr PictureLimits kCropLimits{.bytesMax = kCropBytesMax,
                                    .pixelsMax = static_cast<std::uint64_t>(kCropSideMax) * kCropSideMax,
                                    .sideMin = kCropSideMin,
                                    .sideMax = kCropSideMax,
                                    .png = false,
                                    .plainOnly = true};

tl::unexpected<Error> unusable(std::string why) {
  return fail(errors::kCropUnusable, Fault::ServiceUnavailable, std::move(why));
}

void overwrite(cv::Mat& pixels) {
  if (!pixels.empty() && pixels.isContinuous()) {
    explicit_bzero(pixels.data, pixels.total() * pixels.elemSize());
  }
}

bool sidesFit(cv::Size size) {
  return std::min(size.width, size.height) >= kCropSideMin &&
         std::max(size.width, size.height) <= kCropSideMax;
}

}  // namespace

Image cropFace(const Image& frame, const Face& face) {
  const cv::Mat whole = matOf(frame);
  if (whole.empty() || frame.format != PixelFormat::Bgr8) {
    return {};
  }
  const auto marginX = face.box.width * kBorder;
  const auto marginY = face.box.height * kBorder;
  const cv::Rect wanted(cvRound(face.box.x - marginX), cvRound(face.box.y - marginY),
                        cvRound(face.box.width + 2 * marginX), cvRound(face.box.height + 2 * marginY));
  const cv::Rect inside = wanted & cv::Rect(0, 0, frame.width, frame.height);
  if (inside.empty()) {
    return {};
  }
  cv::Mat part = whole(inside).clone();
  const double scale = static_cast<double>(kCropSideMax) / std::max(part.cols, part.rows);
  if (scale < 1) {
    cv::Mat smaller;
    cv::resize(part, smaller,
               {std::min(kCropSideMax, cvRound(part.cols * scale)),
                std::min(kCropSideMax, cvRound(part.rows * scale))},
               0, 0, cv::INTER_AREA);
    overwrite(part);
    part = smaller;
  }
  Image crop = imageOf(part);
  overwrite(part);
  return crop;
}

Result<Bytes> encodeCrop(const Image& crop) {
  if (crop.empty() || crop.format != PixelFormat::Bgr8 || !sidesFit({crop.width, crop.height})) {
    return unusable("a crop of this size is not sent");
  }
  for (int quality = kJpegQuality; quality >= 50; quality -= 14) {
    auto jpeg = encodeJpeg(crop, quality);
    if (!jpeg) {
      return unusable("cannot be packed");
    }
    if (jpeg->size() <= kCropBytesMax) {
      return jpeg;
    }
    explicit_bzero(jpeg->data(), jpeg->size());
  }
  return unusable("does not fit");
}

Result<Image> decodeCrop(ByteView jpeg) {
  auto image = decodePicture(jpeg, kCropLimits, Colour::Always, Turn::AsStored);
  if (!image) {
    return unusable(image.error().why);
  }
  return std::move(*image);
}

}  // namespace xiaowu::face
