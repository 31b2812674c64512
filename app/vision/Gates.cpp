#include "app/vision/Gates.h"

#include "app/vision/ModelNet.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::vision {
namespace {

Gate shutIf(bool isShut, double score, FaceGuidance guidance) { return isShut ? Gate{false, score, guidance} : Gate{true, score, FaceGuidance::LookHere}; }

/// The face's pixels in grey; empty when the picture is unusable, which every gate treats as shut.
cv::Mat greyFace(const Face& face, const Image& image) {
  const auto bgr = bgrOf(image);
  if (!bgr || face.box.width < 1 || face.box.height < 1) return {};
  cv::Mat grey;
  cv::cvtColor(cropOf(*bgr, face.box, 1.0), grey, cv::COLOR_BGR2GRAY);
  return grey;
}

}  // namespace

std::string_view guidanceName(FaceGuidance guidance) {
  switch (guidance) {
    case FaceGuidance::LookHere: return "lookHere";
    case FaceGuidance::NoFace: return "noFace";
    case FaceGuidance::TwoFaces: return "twoFaces";
    case FaceGuidance::ComeCloser: return "comeCloser";
    case FaceGuidance::MoveBack: return "moveBack";
    case FaceGuidance::MoveToMiddle: return "moveToMiddle";
    case FaceGuidance::TooDark: return "tooDark";
    case FaceGuidance::TooBright: return "tooBright";
    case FaceGuidance::HoldStill: return "holdStill";
    case FaceGuidance::FaceForward: return "faceForward";
    case FaceGuidance::CameraLate: return "cameraLate";
  }
  return "noFace";
}

Gate gateOneFace(const std::vector<Face>& faces, const GateLimits& limits) {
  if (faces.empty()) return {false, 0, FaceGuidance::NoFace};
  double second = 0;
  for (std::size_t i = 1; i < faces.size(); ++i) second = std::max(second, static_cast<double>(faces[i].box.width / faces[0].box.width));
  return shutIf(second >= limits.secondFaceShare, second, FaceGuidance::TwoFaces);
}

Gate gateSize(const Face& face, const Image& image, const GateLimits& limits) {
  if (face.box.width > limits.faceWidthShareMax * image.width) return {false, face.box.width, FaceGuidance::MoveBack};
  return shutIf(face.box.width < limits.faceWidthMin, face.box.width, FaceGuidance::ComeCloser);
}

Gate gateInside(const Face& face, const Image& image, const GateLimits&) {
  const double margin = std::min({face.box.x, face.box.y, static_cast<float>(image.width) - face.box.x - face.box.width,
                                  static_cast<float>(image.height) - face.box.y - face.box.height});
  return shutIf(margin < 1, margin, FaceGuidance::MoveToMiddle);
}

Gate gateBrightness(const Face& face, const Image& image, const GateLimits& limits) {
  const auto grey = greyFace(face, image);
  const double mean = grey.empty() ? 0 : cv::mean(grey)[0];
  if (mean > limits.brightnessMax) return {false, mean, FaceGuidance::TooBright};
  return shutIf(mean < limits.brightnessMin, mean, FaceGuidance::TooDark);
}

/// Energy of the second derivative at one common size, as a share of the face's contrast, so that light and distance do not count.
Gate gateSharpness(const Face& face, const Image& image, const GateLimits& limits) {
  const auto grey = greyFace(face, image);
  if (grey.empty()) return {false, 0, FaceGuidance::HoldStill};
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
  return shutIf(score < limits.sharpnessMin, score, FaceGuidance::HoldStill);
}

Gate gateForward(const Face& face, const Image&, const GateLimits& limits) {
  const auto& [left, right, nose, mouthLeft, mouthRight] = face.points;
  const double dx = right.x - left.x;
  const double dy = right.y - left.y;
  const double eyes = std::hypot(dx, dy);
  if (eyes < 1) return {false, 1, FaceGuidance::FaceForward};
  // Along and below the line of the eyes, so that a tilted head is not taken for a turned one.
  const auto along = [&](double x, double y) { return ((x - (left.x + right.x) / 2.0) * dx + (y - (left.y + right.y) / 2.0) * dy) / (eyes * eyes); };
  const auto below = [&](double x, double y) { return ((y - (left.y + right.y) / 2.0) * dx - (x - (left.x + right.x) / 2.0) * dy) / (eyes * eyes); };
  const double turn = std::abs(along(nose.x, nose.y));
  const double mouth = below((mouthLeft.x + mouthRight.x) / 2.0, (mouthLeft.y + mouthRight.y) / 2.0);
  const double nod = mouth > 0.1 ? below(nose.x, nose.y) / mouth : 0;
  const bool isTurned = turn > limits.turnMax || dx <= 0 || std::abs(dy / eyes) > limits.tiltMax || nod < limits.nodMin || nod > limits.nodMax;
  return shutIf(isTurned, turn, FaceGuidance::FaceForward);
}

Gate gateNirPresence(const Face& rgb, const Image& rgbImage, const std::vector<Face>& nir, const Image& nirImage, const GateLimits& limits) {
  if (rgbImage.empty() || nirImage.empty()) return {false, 0, FaceGuidance::LookHere};
  const double scaleX = static_cast<double>(rgbImage.width) / nirImage.width;
  const double scaleY = static_cast<double>(rgbImage.height) / nirImage.height;
  double best = 0;
  for (const auto& face : nir) {
    const double width = face.box.width * scaleX;
    const double offsetX = (face.box.x + face.box.width / 2) * scaleX - (rgb.box.x + rgb.box.width / 2);
    const double offsetY = (face.box.y + face.box.height / 2) * scaleY - (rgb.box.y + rgb.box.height / 2);
    const double ratio = std::max(width / rgb.box.width, rgb.box.width / width);
    if (std::hypot(offsetX, offsetY) <= limits.nirOffsetMax * rgb.box.width && ratio <= limits.nirSizeMax) best = std::max(best, double{face.score});
  }
  return shutIf(best <= 0, best, FaceGuidance::LookHere);
}

Gate gateQuality(const std::vector<Face>& faces, const Image& image, const GateLimits& limits) {
  const auto one = gateOneFace(faces, limits);
  // In the dark the detector finds nobody; "no face" would send the resident looking for the camera instead of the light.
  if (faces.empty()) {
    const Face whole{{0, 0, static_cast<float>(image.width), static_cast<float>(image.height)}, 0, {}};
    const auto room = gateBrightness(whole, image, limits);
    return room.guidance == FaceGuidance::TooDark ? room : one;
  }
  if (!one.open) return one;
  for (const auto gate : {gateSize, gateInside, gateBrightness, gateForward, gateSharpness}) {
    const auto result = gate(faces[0], image, limits);
    if (!result.open) return result;
  }
  return {true, faces[0].score, FaceGuidance::LookHere};
}

}  // namespace xiaowu::vision
