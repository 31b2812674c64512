#include "recognition/face/models/internal/FaceBoxes.h"

#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace xiaowu::face {
namespace {

/// The best ones; a net that sees faces everywhere must not take minutes to sort out.
constexpr std::size_t kCandidatesMax = 2000;
constexpr double kSideMin = 8;  ///< pixels
constexpr std::array<int, 3> kStrides{8, 16, 32};

/// The part of the picture's pixels that one unit of the detector's own coordinates is.
struct Span {
  double x = 1;
  double y = 1;
};

Span spanOf(const ModelCard& card, int width, int height) {
  if (card.crop == Crop::Whole) {
    return {static_cast<double>(width) / card.width, static_cast<double>(height) / card.height};
  }
  const double both =
      std::max(static_cast<double>(width) / card.width, static_cast<double>(height) / card.height);
  return {both, both};
}

/// Appends the candidate if it is a box of some size inside the picture.
void keep(std::vector<Face>& found, Face face, int width, int height) {
  const double left = std::clamp(static_cast<double>(face.box.x), 0.0, static_cast<double>(width));
  const double top = std::clamp(static_cast<double>(face.box.y), 0.0, static_cast<double>(height));
  const double right =
      std::clamp(static_cast<double>(face.box.x) + face.box.width, 0.0, static_cast<double>(width));
  const double bottom =
      std::clamp(static_cast<double>(face.box.y) + face.box.height, 0.0, static_cast<double>(height));
  if (!(right - left >= kSideMin) || !(bottom - top >= kSideMin)) {
    return;
  }
  face.box = {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right - left),
              static_cast<float>(bottom - top)};
  found.push_back(face);
}

std::vector<Face> cornersOf(const ModelNet::Outputs& outputs, const ModelCard& card, int width, int height,
                            double threshold) {
  const auto span = spanOf(card, width, height);
  const auto unitX = static_cast<float>(span.x * card.width);
  const auto unitY = static_cast<float>(span.y * card.height);
  std::vector<Face> found;
  for (std::size_t i = 0; i < outputs[1].size() / 2; ++i) {
    const float score = outputs[1][2 * i + 1];
    if (!(score >= static_cast<float>(threshold))) {
      continue;
    }
    const float* corner = &outputs[0][4 * i];
    keep(found,
         {{corner[0] * unitX, corner[1] * unitY, (corner[2] - corner[0]) * unitX,
           (corner[3] - corner[1]) * unitY},
          score,
          {}},
         width, height);
  }
  return found;
}

/// libfacedetection.train's YuNet of 2023: score sqrt(class · objectness); centre (cell + offset) · stride,
/// size exp(…) · stride, points (cell + offset) · stride.
std::vector<Face> yunetOf(const ModelNet::Outputs& outputs, const ModelCard& card, int width, int height,
                          double threshold) {
  const auto span = spanOf(card, width, height);
  std::vector<Face> found;
  for (std::size_t level = 0; level < kStrides.size(); ++level) {
    const int stride = kStrides[level];
    const int columns = card.width / stride;
    const auto& boxes = outputs[6 + level];
    const auto& points = outputs[9 + level];
    for (std::size_t i = 0; i < outputs[level].size(); ++i) {
      const float score = std::sqrt(std::clamp(outputs[level][i], 0.0F, 1.0F) *
                                    std::clamp(outputs[3 + level][i], 0.0F, 1.0F));
      if (!(score >= static_cast<float>(threshold))) {
        continue;
      }
      const auto cell = std::div(static_cast<int>(i), columns);
      const double column = cell.rem;
      const double row = cell.quot;
      const double stepX = stride * span.x;
      const double stepY = stride * span.y;
      const double boxWidth = std::exp(std::min(boxes[4 * i + 2], 10.0F)) * stepX;
      const double boxHeight = std::exp(std::min(boxes[4 * i + 3], 10.0F)) * stepY;
      Face face{{static_cast<float>((column + boxes[4 * i]) * stepX - boxWidth / 2),
                 static_cast<float>((row + boxes[4 * i + 1]) * stepY - boxHeight / 2),
                 static_cast<float>(boxWidth), static_cast<float>(boxHeight)},
                score,
                {}};
      for (std::size_t k = 0; k < 5; ++k) {
        face.points[k] = {static_cast<float>((column + points[10 * i + 2 * k]) * stepX),
                          static_cast<float>((row + points[10 * i + 2 * k + 1]) * stepY)};
      }
      keep(found, face, width, height);
    }
  }
  return found;
}

}  // namespace

bool boxesFit(const ModelCard& card, const ModelNet::Outputs& outputs) {
  if (card.layout == Layout::Corners) {
    return outputs.size() == 2 && !outputs[0].empty() && outputs[0].size() % 4 == 0 &&
           outputs[1].size() == outputs[0].size() / 2;
  }
  if (outputs.size() != 12 || card.width % 32 != 0 || card.height % 32 != 0) {
    return false;
  }
  for (std::size_t level = 0; level < kStrides.size(); ++level) {
    const auto cells = static_cast<std::size_t>(card.width / kStrides[level]) *
                       static_cast<std::size_t>(card.height / kStrides[level]);
    if (outputs[level].size() != cells || outputs[3 + level].size() != cells ||
        outputs[6 + level].size() != 4 * cells || outputs[9 + level].size() != 10 * cells) {
      return false;
    }
  }
  return true;
}

std::vector<Face> facesOf(const ModelNet::Outputs& outputs, const ModelCard& card, int width, int height,
                          double threshold) {
  auto found = card.layout == Layout::Corners ? cornersOf(outputs, card, width, height, threshold)
                                              : yunetOf(outputs, card, width, height, threshold);
  std::sort(found.begin(), found.end(), [](const Face& a, const Face& b) { return a.score > b.score; });
  if (found.size() > kCandidatesMax) {
    found.resize(kCandidatesMax);
  }
  std::vector<cv::Rect2d> boxes;
  std::vector<float> scores;
  for (const auto& face : found) {
    boxes.emplace_back(face.box.x, face.box.y, face.box.width, face.box.height);
    scores.push_back(face.score);
  }
  std::vector<int> kept;
  cv::dnn::NMSBoxes(boxes, scores, static_cast<float>(threshold), static_cast<float>(card.overlap), kept);
  std::vector<Face> faces;
  for (const int i : kept) {
    faces.push_back(found[static_cast<std::size_t>(i)]);
  }
  std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) {
    return a.box.width * a.box.height > b.box.width * b.box.height;
  });
  if (faces.size() > FaceEngine::kMaxFaces) {
    faces.resize(FaceEngine::kMaxFaces);
  }
  return faces;
}

}  // namespace xiaowu::face
