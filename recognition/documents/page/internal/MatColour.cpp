#include "recognition/documents/page/internal/MatColour.h"

#include "core/base/Statistics.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace xiaowu::documents {
namespace {

/// One channel of the mat as a plane over the picture, from its border; what lies over the border is left out
/// as outliers.
cv::Vec3d matPlane(const cv::Mat& channel, int ring) {
  std::vector<cv::Vec4d> points;  // 1, x, y, value
  for (int y = 0; y < channel.rows; y += 2) {
    const bool edge = y < ring || y >= channel.rows - ring;
    for (int x = 0; x < channel.cols; x += 2) {
      if (!edge && x == ring + ring % 2) {
        x = channel.cols - ring - (channel.cols - ring) % 2;
      }
      if (x >= channel.cols) {
        break;
      }
      points.emplace_back(1.0, static_cast<double>(x) / channel.cols - 0.5,
                          static_cast<double>(y) / channel.rows - 0.5, channel.at<uchar>(y, x));
    }
  }
  std::vector<double> values;
  values.reserve(points.size());
  for (const auto& point : points) {
    values.push_back(point[3]);
  }
  cv::Vec3d plane(middleValue(std::move(values)), 0, 0);
  for (const double limit : {40.0, 20.0, 10.0, 10.0}) {
    cv::Matx33d squares = cv::Matx33d::zeros();
    cv::Vec3d sums(0, 0, 0);
    for (const auto& point : points) {
      const cv::Vec3d x(point[0], point[1], point[2]);
      if (std::abs(plane.dot(x) - point[3]) > limit) {
        continue;
      }
      squares += x * x.t();
      sums += x * point[3];
    }
    squares += cv::Matx33d::eye() * 1e-3;
    plane = squares.inv() * sums;
  }
  return plane;
}

}  // namespace

cv::Mat differenceFromMat(const cv::Mat& lab) {
  std::vector<cv::Mat> channels;
  cv::split(lab, channels);
  const int ring = std::max(4, std::max(lab.cols, lab.rows) / 66);
  cv::Mat sum = cv::Mat::zeros(lab.size(), CV_32F);
  for (const auto& channel : channels) {
    const cv::Vec3d plane = matPlane(channel, ring);
    const auto step = static_cast<float>(plane[1] / lab.cols);
    for (int y = 0; y < lab.rows; ++y) {
      const auto start =
          static_cast<float>(plane[0] - plane[1] / 2 + plane[2] * (static_cast<double>(y) / lab.rows - 0.5));
      const uchar* from = channel.ptr(y);
      auto* to = sum.ptr<float>(y);
      for (int x = 0; x < lab.cols; ++x) {
        const float difference = static_cast<float>(from[x]) - start - step * static_cast<float>(x);
        to[x] += difference * difference;
      }
    }
  }
  cv::sqrt(sum, sum);
  cv::Mat result;
  sum.convertTo(result, CV_8U, 4);
  return result;
}

}  // namespace xiaowu::documents
