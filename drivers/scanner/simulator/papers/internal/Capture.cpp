// What a device does to a sheet: dark mat, perspective, rotation, uneven light, blur, sensor noise.

#include "core/image/ImageMat.h"
#include "drivers/scanner/simulator/papers/internal/Effects.h"
#include "drivers/scanner/simulator/papers/Papers.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <random>

namespace xiaowu::simulator {
namespace {

/// -1 … 1, the same on every machine (std::uniform_real_distribution is not).
double swing(std::mt19937_64& random) {
  return static_cast<double>(random() % 20001) / 10000.0 - 1.0;
}

cv::Mat placeOnMat(const cv::Mat& sheet, double dpi, const CaptureSettings& settings,
                   std::mt19937_64& random) {
  const float width = static_cast<float>(sheet.cols);
  const float height = static_cast<float>(sheet.rows);
  const float middleX = width / 2;
  const float middleY = height / 2;
  const double sign = swing(random) < 0 ? -1.0 : 1.0;
  const double angle = sign * settings.rotationDegrees * (0.5 + 0.5 * std::abs(swing(random))) * CV_PI / 180;
  std::vector<cv::Point2f> corners{{0, 0}, {width, 0}, {width, height}, {0, height}};
  std::vector<cv::Point2f> placed;
  for (const auto& corner : corners) {
    const float shiftX = static_cast<float>(settings.perspective * swing(random)) * width;
    const float shiftY = static_cast<float>(settings.perspective * swing(random)) * height;
    const float x = corner.x - middleX + shiftX;
    const float y = corner.y - middleY + shiftY;
    const auto cosine = static_cast<float>(std::cos(angle));
    const auto sine = static_cast<float>(std::sin(angle));
    placed.emplace_back(x * cosine - y * sine, x * sine + y * cosine);
  }
  const cv::Rect2f box = cv::boundingRect(placed);
  const auto margin = static_cast<float>(dpi * 12 / 25.4);
  for (auto& corner : placed) {
    corner -= cv::Point2f(box.x - margin, box.y - margin);
  }
  cv::Mat frame;
  cv::warpPerspective(
      sheet, frame, cv::getPerspectiveTransform(corners, placed),
      cv::Size(static_cast<int>(box.width + 2 * margin), static_cast<int>(box.height + 2 * margin)),
      cv::INTER_AREA, cv::BORDER_CONSTANT, cv::Scalar(46, 44, 42));
  return frame;
}

void shade(cv::Mat& frame, double falloff, std::mt19937_64& random) {
  const double direction = swing(random) * CV_PI;
  const double reach = 0.5 * (std::abs(std::cos(direction)) + std::abs(std::sin(direction)));
  for (int y = 0; y < frame.rows; ++y) {
    auto* row = frame.ptr<cv::Vec3b>(y);
    for (int x = 0; x < frame.cols; ++x) {
      const double along = (static_cast<double>(x) / frame.cols - 0.5) * std::cos(direction) +
                           (static_cast<double>(y) / frame.rows - 0.5) * std::sin(direction);
      const double light = 1.0 - falloff * (0.5 + along / (2 * reach));
      for (int channel = 0; channel < 3; ++channel) {
        row[x][channel] = cv::saturate_cast<uchar>(row[x][channel] * light);
      }
    }
  }
}

void smear(cv::Mat& frame, double pixels) {
  const int length = static_cast<int>(std::lround(pixels));
  if (length < 2) {
    return;
  }
  cv::blur(frame, frame, cv::Size(length, 1));
}

/// A lamp's reflection: a soft white spot somewhere in the middle half.
void glareSpot(cv::Mat& frame, double strength, std::mt19937_64& random) {
  if (strength <= 0) {
    return;
  }
  const double x0 = frame.cols * (0.5 + 0.25 * swing(random));
  const double y0 = frame.rows * (0.5 + 0.25 * swing(random));
  const double radius = 0.1 * std::min(frame.cols, frame.rows);
  for (int y = 0; y < frame.rows; ++y) {
    auto* row = frame.ptr<cv::Vec3b>(y);
    for (int x = 0; x < frame.cols; ++x) {
      const double distance = ((x - x0) * (x - x0) + (y - y0) * (y - y0)) / (radius * radius);
      if (distance > 9) {
        continue;
      }
      const double light = strength * std::exp(-distance / 2);
      for (int channel = 0; channel < 3; ++channel) {
        row[x][channel] = cv::saturate_cast<uchar>(row[x][channel] + (255 - row[x][channel]) * light);
      }
    }
  }
}

void press(cv::Mat& frame, int quality) {
  if (quality <= 0) {
    return;
  }
  std::vector<uchar> bytes;
  cv::imencode(".jpg", frame, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  frame = cv::imdecode(bytes, cv::IMREAD_COLOR);
}

}  // namespace

const std::vector<CaptureCondition>& captureConditions() {
  static const std::vector<CaptureCondition> kConditions{{"c300", 300, {0.5, 0, 0.02, 0.3, 1.5, 0, 0, 95}},
                                                         {"c200", 200, {2, 0, 0.15, 0.45, 3, 0, 0, 88}},
                                                         {"c150", 150, {2, 0, 0.15, 0.45, 3, 0, 0, 85}},
                                                         {"p200", 200, {7, 0.035, 0.35, 0.6, 4, 0, 0, 78}},
                                                         {"h150", 150, {5, 0.025, 0.4, 0.6, 5, 3, 0.6, 55}}};
  return kConditions;
}

Result<Image> captured(const Image& sheet, const CaptureSettings& settings, std::uint64_t seed) {
  try {
    std::mt19937_64 random(seed * 7919 + 17);
    cv::Mat frame = placeOnMat(matOf(sheet), sheet.dpi, settings, random);
    shade(frame, settings.falloff, random);
    if (settings.blurPixels > 0) {
      cv::GaussianBlur(frame, frame, cv::Size(), settings.blurPixels);
    }
    smear(frame, settings.motionPixels);
    glareSpot(frame, settings.glare, random);
    cv::Mat noise(frame.size(), CV_16SC3);
    cv::RNG generator(seed + 1);
    generator.fill(noise, cv::RNG::NORMAL, 0, settings.noise);
    cv::add(frame, noise, frame, cv::noArray(), CV_8UC3);
    press(frame, settings.jpegQuality);
    return imageOf(frame, sheet.dpi);
  } catch (const std::exception& error) {
    return fail(errors::kPaper, Fault::Bug, error.what());
  }
}

Result<Image> capturePaper(const PaperOrder& order, const CaptureSettings& settings) {
  const auto sheet = renderPaper(order);
  return sheet ? captured(*sheet, settings, order.seed) : sheet;
}

}  // namespace xiaowu::simulator
