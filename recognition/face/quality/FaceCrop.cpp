#include "recognition/face/quality/FaceCrop.h"

#include "core/image/ImageMat.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstring>
#include <optional>

namespace xiaowu::face {
namespace {

// With 0.4 the detector saw a second face in 3 of 60 crops, with 0.5 in none (docs/vision.md).
constexpr double kBorder = 0.5;
constexpr int kJpegQuality = 92;

tl::unexpected<Error> unusable(const char* why) {
  return fail(errors::kCropUnusable, Fault::ServiceUnavailable, why);
}

void overwrite(cv::Mat& pixels) {
  if (!pixels.empty() && pixels.isContinuous()) {
    explicit_bzero(pixels.data, pixels.total() * pixels.elemSize());
  }
}

// The sides that the first frame header announces (ITU-T T.81, B.2.2: SOF0…SOF2), found by walking over the
// segments before it.
std::optional<cv::Size> announcedSize(ByteView jpeg) {
  const auto word = [&](std::size_t at) { return jpeg[at] << 8 | jpeg[at + 1]; };
  if (jpeg.size() < 4 || word(0) != 0xffd8) {
    return std::nullopt;
  }
  std::size_t at = 2;
  while (at + 9 < jpeg.size()) {
    if (jpeg[at] != 0xff) {
      return std::nullopt;
    }
    const int marker = jpeg[at + 1];
    if (marker == 0xff) {  // a fill byte
      ++at;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xc2) {
      return cv::Size(word(at + 7), word(at + 5));
    }
    const bool isSegment = marker >= 0xc4 && marker != 0xd8 && marker != 0xd9 && marker != 0xda &&
                           (marker < 0xd0 || marker > 0xd7);
    if (!isSegment || word(at + 2) < 2) {
      return std::nullopt;
    }
    at += 2 + static_cast<std::size_t>(word(at + 2));
  }
  return std::nullopt;
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
  try {
    for (int quality = kJpegQuality; quality >= 50; quality -= 14) {
      Bytes jpeg;
      if (!cv::imencode(".jpg", matOf(crop), jpeg, {cv::IMWRITE_JPEG_QUALITY, quality})) {
        return unusable("cannot be packed");
      }
      if (jpeg.size() <= kCropBytesMax) {
        return jpeg;
      }
      explicit_bzero(jpeg.data(), jpeg.size());
    }
    return unusable("does not fit");
  } catch (const std::exception&) {
    return unusable("cannot be packed");
  }
}

Result<Image> decodeCrop(ByteView jpeg) {
  if (jpeg.size() > kCropBytesMax) {
    return unusable("too many bytes");
  }
  const auto announced = announcedSize(jpeg);
  if (!announced) {
    return unusable("not a JPEG");
  }
  if (!sidesFit(*announced)) {
    return unusable("its sides are out of range");
  }
  // OpenCV fills up what is missing with grey and says nothing.
  const bool isWhole = jpeg[jpeg.size() - 2] == 0xff && jpeg[jpeg.size() - 1] == 0xd9;
  if (!isWhole) {
    return unusable("cut short");
  }
  try {
    const cv::Mat packed(1, static_cast<int>(jpeg.size()), CV_8UC1, const_cast<std::uint8_t*>(jpeg.data()));
    cv::Mat pixels = cv::imdecode(packed, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
    if (pixels.empty() || pixels.type() != CV_8UC3 || !sidesFit(pixels.size())) {
      return unusable("cannot be unpacked");
    }
    Image image = imageOf(pixels);
    overwrite(pixels);
    return image;
  } catch (const std::exception&) {
    return unusable("cannot be unpacked");
  }
}

void wipe(Image& image) {
  // The buffer of a vector is no const object, only our view of it is; a frame that a camera or the screen
  // still holds is theirs to overwrite.
  if (image.pixels && image.pixels.use_count() == 1) {
    explicit_bzero(const_cast<std::uint8_t*>(image.pixels->data()), image.pixels->size());
  }
  image = {};
}

}  // namespace xiaowu::face
