#include "recognition/face/quality/ChipPhoto.h"

#include "core/image/ImageMat.h"
#include "recognition/face/models/internal/ModelNet.h"
#include "recognition/face/quality/PictureFile.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace xiaowu::face {
namespace {

constexpr double kWidthInFaces = 1.95;  ///< the photo's width in widths of the detector's box
constexpr double kEyesDown = 0.52;      ///< the eyes' place, as a share of the photo's height
constexpr double kSmoothing = 0.9;      ///< pixels of the chip photo, see docs/vision.md

tl::unexpected<Error> noFace() {
  return fail(errors::kNoFace, Fault::ResidentCanFix, "no face");
}

/// A face that fills its picture, found with grey room around the picture; in the picture's own pixels.
Result<Face> faceWithRoom(FaceEngine& engine, const Image& image) {
  const auto bgr = bgrOf(image);
  if (!bgr) {
    return fail(bgr.error());
  }
  const int room = std::max(bgr->cols, bgr->rows) / 2;
  cv::Mat wide;
  cv::copyMakeBorder(*bgr, wide, room, room, room, room, cv::BORDER_CONSTANT, cv::Scalar::all(128));
  const auto faces = engine.detect(imageOf(wide));
  if (!faces) {
    return fail(faces.error());
  }
  if (faces->empty()) {
    return noFace();
  }
  auto face = faces->front();
  const auto shift = static_cast<float>(room);
  const float left = std::clamp(face.box.x - shift, 0.0F, static_cast<float>(bgr->cols - 1));
  const float top = std::clamp(face.box.y - shift, 0.0F, static_cast<float>(bgr->rows - 1));
  face.box = {left, top, std::min(face.box.x - shift + face.box.width, static_cast<float>(bgr->cols)) - left,
              std::min(face.box.y - shift + face.box.height, static_cast<float>(bgr->rows)) - top};
  if (face.box.width < 8 || face.box.height < 8) {
    return noFace();
  }
  for (auto& point : face.points) {
    point = {point.x - shift, point.y - shift};
  }
  return face;
}

Result<Face> largestFace(FaceEngine& engine, const Image& image) {
  const auto faces = engine.detect(image);
  if (!faces) {
    return fail(faces.error());
  }
  auto face = faces->empty() ? faceWithRoom(engine, image) : Result<Face>(faces->front());
  if (!face || engine.meshMissing()) {
    return face;
  }
  const auto mesh = engine.mesh(image, *face);
  if (!mesh) {
    return fail(mesh.error());
  }
  return mesh->presence >= engine.presenceThreshold() ? steadied(*face, *mesh) : *face;
}

/// Bytes of a JPEG that a decoder with the tables built in would need: without APP0, DQT and DHT.
std::size_t codedBytes(const std::vector<std::uint8_t>& jpeg) {
  std::size_t count = 2;
  for (std::size_t at = 2; at + 4 <= jpeg.size();) {
    const auto marker = jpeg[at + 1];
    if (marker == 0xDA) {
      return count + jpeg.size() - at;
    }
    const auto length = 2 + (static_cast<std::size_t>(jpeg[at + 2]) << 8U | jpeg[at + 3]);
    if (marker != 0xE0 && marker != 0xDB && marker != 0xC4) {
      count += length;
    }
    at += length;
  }
  return count;
}

cv::Mat headAndShoulders(const cv::Mat& bgr, const Face& face) {
  const double width = face.box.width * kWidthInFaces;
  const double height = width * kChipHeight / kChipWidth;
  const double eyesX = (face.points[0].x + face.points[1].x) / 2;
  const double eyesY = (face.points[0].y + face.points[1].y) / 2;
  const double scale = kChipWidth / width;
  cv::Mat soft = bgr;
  // As much smoothing as the smaller picture can show; otherwise fine patterns turn into coarse ones.
  if (scale < 1) {
    cv::GaussianBlur(bgr, soft, {}, 0.5 * std::sqrt(1 / (scale * scale) - 1) + 1e-3);
  }
  const cv::Matx23d map(scale, 0, -(eyesX - width / 2) * scale, 0, scale,
                        -(eyesY - height * kEyesDown) * scale);
  cv::Mat photo;
  cv::warpAffine(soft, photo, map, cv::Size(kChipWidth, kChipHeight), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return photo;
}

}  // namespace

Result<ComparableFace> comparableFace(FaceEngine& engine, const Image& image, Look look, Care care) {
  auto face = largestFace(engine, image);
  if (!face) {
    return fail(face.error());
  }
  auto embedding = engine.embed(image, *face, care, look);
  if (!embedding) {
    return fail(embedding.error());
  }
  return ComparableFace{*face, std::move(*embedding)};
}

Result<ComparableFace> chipFace(FaceEngine& engine, const Image& chipPhoto, Care care) {
  const auto bgr = bgrOf(chipPhoto);
  if (!bgr) {
    return fail(bgr.error());
  }
  cv::Mat smooth;
  cv::GaussianBlur(*bgr, smooth, {}, kSmoothing * bgr->cols / kChipWidth);
  return comparableFace(engine, imageOf(smooth), Look::ChipPhoto, care);
}

Result<Image> reducedToChip(FaceEngine& engine, const Image& image) {
  const auto face = largestFace(engine, image);
  if (!face) {
    return fail(face.error());
  }
  const auto bgr = bgrOf(image);
  if (!bgr) {
    return fail(bgr.error());
  }
  try {
    const auto photo = headAndShoulders(*bgr, *face);
    std::vector<std::uint8_t> best;
    for (int low = 1, high = 100; low <= high;) {
      const int quality = (low + high) / 2;
      std::vector<std::uint8_t> jpeg;
      cv::imencode(".jpg", photo, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1});
      const bool fits = codedBytes(jpeg) <= kChipBytes;
      if (fits || best.empty()) {
        best = std::move(jpeg);
      }
      if (fits) {
        low = quality + 1;
      } else {
        high = quality - 1;
      }
    }
    return pictureOf(best);
  } catch (const std::exception& error) {
    return fail(errors::kNet, Fault::Bug, std::string("chip photo: ") + error.what());
  }
}

}  // namespace xiaowu::face
