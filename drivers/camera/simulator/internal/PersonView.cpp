#include "drivers/camera/simulator/internal/PersonView.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace xiaowu::simulator {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 480;
constexpr double kStep = Portrait::kStep;
constexpr double kHalf = (Portrait::kStep - 1) / 2.0;  // the middle of a cell, as cv::resize() counts
constexpr int kRounds = 6;
// Millimetres that the visible part of a head reaches behind the axis of its turning.
constexpr double kHeadBehind = 15;

constexpr double kTurnedYaw = 9;  // degrees; standing still no head turns further

struct Moved {
  cv::Mat shifts;  ///< the way from the portrait's pixel to the frame's, for each cell of the grid
  cv::Mat depth;   ///< millimetres
};

/// What stands where in the portrait, moved, seen by `eye`.
Moved movedBy(const Portrait& portrait, const Posture& posture, const Place& place, const SimulatorEye& eye) {
  const auto taken = SimulatorEye::visible().geometry();
  const auto turn = Rotation::of(posture.yaw, posture.pitch, posture.roll);
  const double perPixel = portrait.distance / taken.fx;
  // The head turns about the top of the neck, between and below the ears.
  const double middleX = portrait.face.left + portrait.face.width / 2 - Portrait::kMargin;
  const double middleY = portrait.face.top + 0.7 * portrait.face.height - Portrait::kMargin;
  const Vector3 pivot{(middleX - taken.cx) * perPixel, (middleY - taken.cy) * perPixel,
                      portrait.distance + 75};
  cv::Mat shifts(portrait.depth.height, portrait.depth.width, CV_32FC2);
  cv::Mat depth(shifts.size(), CV_32F);
  for (int row = 0; row < shifts.rows; ++row) {
    const double v = kStep * row + kHalf;
    auto* out = shifts.ptr<cv::Vec2f>(row);
    for (int column = 0; column < shifts.cols; ++column) {
      const double u = kStep * column + kHalf;
      const auto at = [&](double z) {
        return Vector3{(u - Portrait::kMargin - taken.cx) / taken.fx * z,
                       (v - Portrait::kMargin - taken.cy) / taken.fy * z, z};
      };
      const double own = portrait.depth.at(column, row);
      // The soft rim between person and wall turns as if it were the head's side; a person drawn as a layer
      // has no wall.
      const auto part = at(std::min(own, pivot.z + kHeadBehind));
      auto point = place.isLayer ? part : at(own);
      point = point + (pivot + turn.apply(part - pivot) - part) * portrait.headWeight.at(column, row);
      point = point + place.shift + posture.sway * (place.isLayer ? 1 : portrait.bodyWeight.at(column, row));
      const auto seen = eye.project(point);
      out[column] = {static_cast<float>(seen.x - u), static_cast<float>(seen.y - v)};
      depth.at<float>(row, column) = static_cast<float>(point.z);
    }
  }
  return {shifts, depth};
}

struct Corner {
  float x, y;  ///< in the frame
  float z;
  float u, v;  ///< in the portrait
};

/// Fills a triangle's places of `map` where nothing nearer has been yet. Triangles that show their back are
/// hidden by what is before them.
void fillTriangle(const std::array<Corner, 3>& corners, cv::Mat& map, cv::Mat& nearest) {
  const auto& [a, b, c] = corners;
  const float area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (!(area > 1e-3F)) {
    return;
  }
  const int top = std::max(0, cvCeil(std::min({a.y, b.y, c.y})));
  const int bottom = std::min(kHeight - 1, cvFloor(std::max({a.y, b.y, c.y})));
  const int left = std::max(0, cvCeil(std::min({a.x, b.x, c.x})));
  const int right = std::min(kWidth - 1, cvFloor(std::max({a.x, b.x, c.x})));
  constexpr float kRim = -1e-4F;  // neighbours share their edges: none may be left out
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      const auto px = static_cast<float>(x);
      const auto py = static_cast<float>(y);
      const float second = ((px - a.x) * (c.y - a.y) - (c.x - a.x) * (py - a.y)) / area;
      const float third = ((b.x - a.x) * (py - a.y) - (px - a.x) * (b.y - a.y)) / area;
      const float first = 1 - second - third;
      if (first < kRim || second < kRim || third < kRim) {
        continue;
      }
      const float z = first * a.z + second * b.z + third * c.z;
      if (z >= nearest.at<float>(y, x)) {
        continue;
      }
      nearest.at<float>(y, x) = z;
      map.at<cv::Vec2f>(y, x) = {first * a.u + second * b.u + third * c.u,
                                 first * a.v + second * b.v + third * c.v};
    }
  }
}

/// Of a turned head some parts hide others, so that a place in the frame has several in the portrait: the
/// nearest is seen. About 10 ms.
cv::Mat mapOfTurned(const Moved& moved) {
  cv::Mat map(kHeight, kWidth, CV_32FC2);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      map.at<cv::Vec2f>(y, x) = {static_cast<float>(x + Portrait::kMargin),
                                 static_cast<float>(y + Portrait::kMargin)};
    }
  }
  cv::Mat nearest(kHeight, kWidth, CV_32F, cv::Scalar(1e9));
  const auto cornerAt = [&](int row, int column) {
    const auto shift = moved.shifts.at<cv::Vec2f>(row, column);
    const auto u = static_cast<float>(kStep * column + kHalf);
    const auto v = static_cast<float>(kStep * row + kHalf);
    return Corner{u + shift[0], v + shift[1], moved.depth.at<float>(row, column), u, v};
  };
  for (int row = 0; row + 1 < moved.shifts.rows; ++row) {
    for (int column = 0; column + 1 < moved.shifts.cols; ++column) {
      const auto a = cornerAt(row, column);
      const auto b = cornerAt(row, column + 1);
      const auto c = cornerAt(row + 1, column);
      const auto d = cornerAt(row + 1, column + 1);
      fillTriangle({a, b, c}, map, nearest);
      fillTriangle({b, d, c}, map, nearest);
    }
  }
  return map;
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

cv::Mat mapOf(const Portrait& portrait, const Posture& posture, const Place& place, const SimulatorEye& eye) {
  const auto moved = movedBy(portrait, posture, place, eye);
  if (std::abs(posture.yaw) > kTurnedYaw) {
    return mapOfTurned(moved);
  }
  const auto& shifts = moved.shifts;
  const auto start = shiftAt(shifts, Portrait::kWidth / 2.0, Portrait::kHeight / 2.0).by;
  cv::Mat coarse(kHeight / Portrait::kStep, kWidth / Portrait::kStep, CV_32FC2);
  for (int row = 0; row < coarse.rows; ++row) {
    auto* out = coarse.ptr<cv::Vec2f>(row);
    const double y = kStep * row + kHalf;
    double u = kHalf - start[0];
    double v = y - start[1];
    for (int column = 0; column < coarse.cols; ++column) {
      const double x = kStep * column + kHalf;
      // Which place of the portrait comes to (x, y)? Newton's method across, where depth changes fast, plain
      // repetition down; the neighbour's answer is a good start. Where a turned head hides a part of itself
      // there are several answers or none, and it stays near the neighbour's.
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

}  // namespace xiaowu::simulator
