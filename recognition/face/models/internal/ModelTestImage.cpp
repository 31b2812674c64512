#include "recognition/face/models/internal/ModelTestImage.h"

#include <opencv2/core.hpp>

#include <cstdlib>

namespace xiaowu::face {
namespace {

constexpr int kSize = 192;

struct Oval {
  int x;
  int y;
  int radiusX;
  int radiusY;
  cv::Vec3b bgr;
  bool isShaded = false;  ///< darker away from the middle
};

bool isInside(const Oval& oval, int x, int y) {
  const int across = (x - oval.x) * oval.radiusY;
  const int down = (y - oval.y) * oval.radiusX;
  const int most = oval.radiusX * oval.radiusY;
  return across * across + down * down <= most * most;
}

/// Later ones lie on top: hair, face, then brow, eye and iris twice, bridge and tip of the nose, mouth.
const Oval kOvals[]{{96, 88, 60, 76, {30, 35, 45}},    {96, 104, 50, 66, {135, 160, 205}, true},
                    {73, 80, 14, 3, {40, 45, 60}},     {73, 92, 11, 5, {228, 232, 235}},
                    {73, 92, 5, 5, {15, 20, 30}},      {119, 80, 14, 3, {40, 45, 60}},
                    {119, 92, 11, 5, {228, 232, 235}}, {119, 92, 5, 5, {15, 20, 30}},
                    {96, 108, 4, 16, {152, 178, 222}}, {96, 121, 9, 4, {95, 115, 165}},
                    {96, 142, 20, 6, {60, 60, 150}}};

}  // namespace

cv::Mat modelTestImage() {
  cv::Mat picture(kSize, kSize, CV_8UC3);
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x) {
      auto& pixel = picture.at<cv::Vec3b>(y, x);
      pixel = {90, static_cast<unsigned char>(60 + y / 2), static_cast<unsigned char>(40 + x / 2)};
      const auto shade = static_cast<unsigned char>(std::abs(x - kSize / 2) / 2);
      for (const auto& oval : kOvals) {
        if (isInside(oval, x, y)) {
          pixel = oval.isShaded ? oval.bgr - cv::Vec3b::all(shade) : oval.bgr;
        }
      }
    }
  }
  return picture;
}

}  // namespace xiaowu::face
