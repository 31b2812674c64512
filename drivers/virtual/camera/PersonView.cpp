#include "drivers/virtual/camera/PersonView.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace xiaowu::virtualdevices {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 480;
constexpr double kStep = Portrait::kStep;
constexpr double kHalf = (Portrait::kStep - 1) / 2.0;  // the middle of a cell, as cv::resize() counts
constexpr int kRounds = 6;
constexpr double kHeadBehind = 15;  // millimetres that the visible part of a head reaches behind the axis of its turning

/// What stands where in the portrait, moved, seen by `eye`: the way from the portrait's pixel to the frame's, for each cell of the grid.
cv::Mat shiftsOf(const Portrait& portrait, const Posture& posture, const Place& place, const TwinEye& eye) {
  const auto taken = TwinEye::visible().geometry();
  const auto turn = Rotation::of(posture.yaw, posture.pitch, posture.roll);
  const double perPixel = portrait.distance / taken.fx;
  // The head turns about the top of the neck, between and below the ears.
  const double middleX = portrait.face.left + portrait.face.width / 2 - Portrait::kMargin;
  const double middleY = portrait.face.top + 0.7 * portrait.face.height - Portrait::kMargin;
  const Vector3 pivot{(middleX - taken.cx) * perPixel, (middleY - taken.cy) * perPixel, portrait.distance + 75};
  cv::Mat shifts(portrait.depth.height, portrait.depth.width, CV_32FC2);
  for (int row = 0; row < shifts.rows; ++row) {
    const double v = kStep * row + kHalf;
    auto* out = shifts.ptr<cv::Vec2f>(row);
    for (int column = 0; column < shifts.cols; ++column) {
      const double u = kStep * column + kHalf;
      const auto at = [&](double z) { return Vector3{(u - Portrait::kMargin - taken.cx) / taken.fx * z, (v - Portrait::kMargin - taken.cy) / taken.fy * z, z}; };
      const double own = portrait.depth.at(column, row);
      // The soft rim between him and the wall turns as if it were the head's side; as a layer of his own he has no wall.
      const auto part = at(std::min(own, pivot.z + kHeadBehind));
      auto point = place.isLayer ? part : at(own);
      point = point + (pivot + turn.apply(part - pivot) - part) * portrait.headWeight.at(column, row);
      point = point + place.shift + posture.sway * (place.isLayer ? 1 : portrait.bodyWeight.at(column, row));
      const auto seen = eye.project(point);
      out[column] = {static_cast<float>(seen.x - u), static_cast<float>(seen.y - v)};
    }
  }
  return shifts;
}

struct Shift {
  cv::Vec2f by;
  float growth = 0;  ///< of the shift to the right, per pixel to the right
};

Shift shiftAt(const cv::Mat& shifts, double u, double v) {
  const double column = std::clamp((u - kHalf) / kStep, 0.0, shifts.cols - 1.001);
  const double row = std::clamp((v - kHalf) / kStep, 0.0, shifts.rows - 1.001);
  const int left = static_cast<int>(column);
  const int top = static_cast<int>(row);
  const auto dx = static_cast<float>(column - left);
  const auto dy = static_cast<float>(row - top);
  const auto* upper = shifts.ptr<cv::Vec2f>(top) + left;
  const auto* lower = shifts.ptr<cv::Vec2f>(top + 1) + left;
  const cv::Vec2f atLeft = upper[0] * (1 - dy) + lower[0] * dy;
  const cv::Vec2f atRight = upper[1] * (1 - dy) + lower[1] * dy;
  return {atLeft * (1 - dx) + atRight * dx, (atRight[0] - atLeft[0]) / static_cast<float>(kStep)};
}

}  // namespace

cv::Mat mapOf(const Portrait& portrait, const Posture& posture, const Place& place, const TwinEye& eye) {
  const auto shifts = shiftsOf(portrait, posture, place, eye);
  const auto start = shiftAt(shifts, Portrait::kWidth / 2.0, Portrait::kHeight / 2.0).by;
  cv::Mat coarse(kHeight / Portrait::kStep, kWidth / Portrait::kStep, CV_32FC2);
  for (int row = 0; row < coarse.rows; ++row) {
    auto* out = coarse.ptr<cv::Vec2f>(row);
    const double y = kStep * row + kHalf;
    double u = kHalf - start[0];
    double v = y - start[1];
    for (int column = 0; column < coarse.cols; ++column) {
      const double x = kStep * column + kHalf;
      // Which place of the portrait comes to (x, y)? Newton's method across, where depth changes fast, plain repetition down; the neighbour's answer is a good
      // start. Where a turned head hides a part of itself there are several answers or none, and it stays near the neighbour's.
      for (int round = 0; round < kRounds; ++round) {
        const auto shift = shiftAt(shifts, u, v);
        u += (x - u - shift.by[0]) / std::clamp(1 + shift.growth, 0.5F, 4.0F);
        v = y - shift.by[1];
      }
      out[column] = {static_cast<float>(u), static_cast<float>(v)};
      u += kStep;
    }
  }
  cv::Mat map;
  cv::resize(coarse, map, {kWidth, kHeight}, 0, 0, cv::INTER_LINEAR);
  return map;
}

}  // namespace xiaowu::virtualdevices
