#include "recognition/face/quality/Gates.h"

#include "recognition/face/models/internal/ModelNet.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

Gate shutIf(bool isShut, double score, FaceGuidance guidance) {
  return isShut ? Gate{false, score, guidance} : Gate{true, score, FaceGuidance::LookHere};
}

/// The face's pixels in grey; empty when the picture is unusable, which every gate treats as shut.
cv::Mat greyFace(const Face& face, const Image& image) {
  const auto bgr = bgrOf(image);
  if (!bgr || face.box.width < 1 || face.box.height < 1) {
    return {};
  }
  cv::Mat grey;
  cv::cvtColor(cropOf(*bgr, face.box, 1.0), grey, cv::COLOR_BGR2GRAY);
  return grey;
}

}  // namespace

Gate gateOneFace(const std::vector<Face>& faces, const GateLimits& limits) {
  if (faces.empty()) {
    return {false, 0, FaceGuidance::NoFace};
  }
  double second = 0;
  for (std::size_t i = 1; i < faces.size(); ++i) {
    second = std::max(second, static_cast<double>(faces[i].box.width / faces[0].box.width));
  }
  return shutIf(second >= limits.secondFaceShare, second, FaceGuidance::TwoFaces);
}

Gate gateSize(const Face& face, const Image& image, const GateLimits& limits) {
  if (face.box.width > limits.faceWidthShareMax * image.width) {
    return {false, face.box.width, FaceGuidance::MoveBack};
  }
  return shutIf(face.box.width < limits.faceWidthMin, face.box.width, FaceGuidance::ComeCloser);
}

Gate gateInside(const Face& face, const Image& image, const GateLimits&) {
  const double margin =
      std::min({face.box.x, face.box.y, static_cast<float>(image.width) - face.box.x - face.box.width,
                static_cast<float>(image.height) - face.box.y - face.box.height});
  return shutIf(margin < 1, margin, FaceGuidance::MoveToMiddle);
}

Gate gateBrightness(const Face& face, const Image& image, const GateLimits& limits) {
  const auto grey = greyFace(face, image);
  const double mean = grey.empty() ? 0 : cv::mean(grey)[0];
  if (mean > limits.brightnessMax) {
    return {false, mean, FaceGuidance::TooBright};
  }
  return shutIf(mean < limits.brightnessMin, mean, FaceGuidance::TooDark);
}

/// Energy of the second derivative at one common size, as a share of the face's contrast, so that light and
/// distance do not count.
Gate gateSharpness(const Face& face, const Image& image, const GateLimits& limits) {
  const auto grey = greyFace(face, image);
  if (grey.empty()) {
    return {false, 0, FaceGuidance::Blurred};
  }
  cv::Mat small;
  cv::resize(grey, small, cv::Size(112, 112), 0, 0, cv::INTER_AREA);
  // Sensor noise is sharp too: smoothed away first, or a dark blurred picture would pass.
  cv::GaussianBlur(small, small, cv::Size(3, 3), 0);
  cv::Mat edges;
  cv::Laplacian(small, edges, CV_32F);
  cv::Scalar mean;
  cv::Scalar edgeDeviation;
  cv::Scalar deviation;
  cv::meanStdDev(edges, mean, edgeDeviation);
  cv::meanStdDev(small, mean, deviation);
  const double score = edgeDeviation[0] * edgeDeviation[0] / (deviation[0] * deviation[0] + 1);
  return shutIf(score < limits.sharpnessMin, score, FaceGuidance::Blurred);
}

Gate gateForward(const Face& face, const Image&, const GateLimits& limits) {
  const auto& [left, right, nose, mouthLeft, mouthRight] = face.points;
  const double dx = right.x - left.x;
  const double dy = right.y - left.y;
  const double eyes = std::hypot(dx, dy);
  if (eyes < 1) {
    return {false, 1, FaceGuidance::FaceForward};
  }
  // Along and below the line of the eyes, so that a tilted head is not taken for a turned one.
  const auto along = [&](double x, double y) {
    return ((x - (left.x + right.x) / 2.0) * dx + (y - (left.y + right.y) / 2.0) * dy) / (eyes * eyes);
  };
  const auto below = [&](double x, double y) {
    return ((y - (left.y + right.y) / 2.0) * dx - (x - (left.x + right.x) / 2.0) * dy) / (eyes * eyes);
  };
  const double turn = std::abs(along(nose.x, nose.y));
  const double mouth = below((mouthLeft.x + mouthRight.x) / 2.0, (mouthLeft.y + mouthRight.y) / 2.0);
  const double nod = mouth > 0.1 ? below(nose.x, nose.y) / mouth : 0;
  const bool isTurned = turn > limits.turnMax || dx <= 0 || std::abs(dy / eyes) > limits.tiltMax ||
                        nod < limits.nodMin || nod > limits.nodMax;
  return shutIf(isTurned, turn, FaceGuidance::FaceForward);
}

namespace {

constexpr int kChipEyes = 48;  // pixels between the eyes of the chip
constexpr int kChipTop = 40;   // row of the eyes

/// The face at one size, eyes level, from the brows to the chin: 128 × 160, eyes at (40, 40) and (88, 40).
cv::Mat chipOf(const Face& face, const cv::Mat& bgr) {
  const auto& [left, right, nose, mouthLeft, mouthRight] = face.points;
  const double dx = right.x - left.x;
  const double dy = right.y - left.y;
  const double scale = kChipEyes / (dx * dx + dy * dy);
  const double a = scale * dx;
  const double b = -scale * dy;
  const double x = (left.x + right.x) / 2.0;
  const double y = (left.y + right.y) / 2.0;
  cv::Mat chip;
  cv::warpAffine(bgr, chip, cv::Matx23d(a, -b, 64 - a * x + b * y, b, a, kChipTop - b * x - a * y),
                 cv::Size(128, 160), cv::INTER_AREA, cv::BORDER_REPLICATE);
  return chip;
}

/// Row of the mouth in the chip.
int mouthRow(const Face& face) {
  const auto& [left, right, nose, mouthLeft, mouthRight] = face.points;
  const double dx = right.x - left.x;
  const double dy = right.y - left.y;
  const double across = (mouthLeft.x + mouthRight.x) / 2.0 - (left.x + right.x) / 2.0;
  const double down = (mouthLeft.y + mouthRight.y) / 2.0 - (left.y + right.y) / 2.0;
  return std::clamp(static_cast<int>(kChipTop + kChipEyes * (down * dx - across * dy) / (dx * dx + dy * dy)),
                    60, 130);
}

double edgesIn(const cv::Mat& edges, const cv::Rect& where) {
  return cv::mean(edges(where))[0];
}

}  // namespace

Gate gateMask(const Face& face, const Image& image, const GateLimits& limits) {
  const auto bgr = bgrOf(image);
  if (!bgr || std::hypot(face.points[1].x - face.points[0].x, face.points[1].y - face.points[0].y) < 4) {
    return {false, 0, FaceGuidance::Mask};
  }
  const auto chip = chipOf(face, *bgr);
  const int mouth = mouthRow(face);
  cv::Mat grey;
  cv::cvtColor(chip, grey, cv::COLOR_BGR2GRAY);
  cv::GaussianBlur(grey, grey, {}, 1);
  cv::Mat edges;
  cv::Sobel(grey, edges, CV_32F, 0, 1);
  edges = cv::abs(edges);
  const double ratio = edgesIn(edges, {48, mouth - 12, 32, 24}) / (edgesIn(edges, {30, 28, 68, 24}) + 0.1);
  cv::Mat colour;
  cv::GaussianBlur(chip, colour, {}, 1.5);
  cv::cvtColor(colour, colour, cv::COLOR_BGR2Lab);
  // Between the eyes: no mask reaches there, and no hair.
  const auto bridge = cv::mean(colour(cv::Rect(58, 32, 12, 12)));
  const auto beside =
      cv::mean(colour(cv::Rect(34, mouth - 4, 10, 16))) + cv::mean(colour(cv::Rect(84, mouth - 4, 10, 16)));
  const auto lower = (cv::mean(colour(cv::Rect(50, std::min(mouth + 16, 140), 28, 12))) * 2 + beside) * 0.25;
  const double redness = cv::mean(colour(cv::Rect(48, mouth - 7, 32, 14)))[1] - lower[1];
  const bool isOtherSkin = std::hypot(bridge[1] - lower[1], bridge[2] - lower[2]) > limits.skinChangeMax &&
                           redness < limits.lipsRednessMin;
  return shutIf(ratio < limits.mouthEdgesMin || isOtherSkin, ratio, FaceGuidance::Mask);
}

namespace {

using FaceGate = Gate (*)(const Face&, const Image&, const GateLimits&);
// In the order in which a person can act on them. A mask is looked for in a face that looks ahead, and before
// blur: it has little to be sharp.
constexpr FaceGate kQualityGates[]{gateSize,    gateInside, gateBrightness,
                                   gateForward, gateMask,   gateSharpness};
constexpr FaceGate kQuickGates[]{gateSize, gateInside, gateBrightness, gateForward, gateSharpness};
constexpr FaceGate kPresenceGates[]{gateSize, gateInside, gateBrightness};

/// In the dark the detector finds nobody; "no face" would send the resident looking for the camera instead of
/// the light.
Gate gateCount(const std::vector<Face>& faces, const Image& image, const GateLimits& limits) {
  const auto one = gateOneFace(faces, limits);
  if (!faces.empty()) {
    return one;
  }
  const Face whole{{0, 0, static_cast<float>(image.width), static_cast<float>(image.height)}, 0, {}};
  const auto room = gateBrightness(whole, image, limits);
  return room.guidance == FaceGuidance::TooDark ? room : one;
}

template <std::size_t N>
Gate firstShut(const FaceGate (&gates)[N], const std::vector<Face>& faces, const Image& image,
               const GateLimits& limits) {
  const auto one = gateCount(faces, image, limits);
  if (!one.open) {
    return one;
  }
  for (const auto gate : gates) {
    const auto result = gate(faces[0], image, limits);
    if (!result.open) {
      return result;
    }
  }
  return {true, faces[0].score, FaceGuidance::LookHere};
}

}  // namespace

Gate gateQuality(const std::vector<Face>& faces, const Image& image, const GateLimits& limits) {
  return firstShut(kQualityGates, faces, image, limits);
}

Gate gateQuick(const std::vector<Face>& faces, const Image& image, const GateLimits& limits) {
  return firstShut(kQuickGates, faces, image, limits);
}

Gate gatePresence(const std::vector<Face>& faces, const Image& image, const GateLimits& limits) {
  return firstShut(kPresenceGates, faces, image, limits);
}

std::vector<FaceGuidance> qualityFaults(const std::vector<Face>& faces, const Image& image,
                                        const GateLimits& limits) {
  std::vector<FaceGuidance> faults;
  const auto note = [&](const Gate& gate) {
    if (!gate.open) {
      faults.push_back(gate.guidance);
    }
  };
  note(gateCount(faces, image, limits));
  if (faces.empty()) {
    return faults;
  }
  for (const auto gate : kQualityGates) {
    note(gate(faces[0], image, limits));
  }
  return faults;
}

}  // namespace xiaowu::face
