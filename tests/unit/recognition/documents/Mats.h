#pragma once
// Puts pages on a mat as a camera sees them: turned, in perspective, with a shadow, shade and grain.
// Deterministic. For tests and benches only.

#include "core/image/ImageMat.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>
#include <vector>

namespace xiaowu::testing {

struct Laid {
  cv::Mat page;          ///< straight, BGR
  double centreX = 0.5;  ///< shares of the picture
  double centreY = 0.5;
  double degrees = 0;
  double perspective = 0;  ///< by how much the far edge is shorter, as a share
};

struct Composed {
  cv::Mat picture;
  std::vector<std::array<cv::Point2f, 4>> corners;  ///< of each page, clockwise from its own upper left
};

inline cv::Mat matOf(cv::Size size, const cv::Scalar& colour, cv::RNG& random) {
  cv::Mat mat(size, CV_32FC3, colour);
  cv::Mat coarse(size.height / 60 + 2, size.width / 60 + 2, CV_32FC1);
  random.fill(coarse, cv::RNG::NORMAL, 0, 1.2);
  cv::resize(coarse, coarse, size, 0, 0, cv::INTER_CUBIC);
  cv::Mat three;
  cv::merge(std::vector<cv::Mat>{coarse, coarse, coarse}, three);
  return mat + three;
}

/// `shade`: share of light lost from one corner to the other.
inline Composed compose(cv::Size size, const cv::Scalar& mat, const std::vector<Laid>& pages, double shade,
                        std::uint64_t seed) {
  cv::RNG random(seed);
  Composed result;
  cv::Mat picture = matOf(size, mat, random);
  for (const auto& laid : pages) {
    const auto w = static_cast<float>(laid.page.cols);
    const auto h = static_cast<float>(laid.page.rows);
    const double angle = laid.degrees * CV_PI / 180;
    const std::array<cv::Point2f, 4> from{{{0, 0}, {w, 0}, {w, h}, {0, h}}};
    std::array<cv::Point2f, 4> to;
    for (std::size_t at = 0; at < 4; ++at) {
      const double squeeze = at < 2 ? 1 - laid.perspective : 1;
      const double x = (from[at].x - w / 2.0) * squeeze;
      const double y = from[at].y - h / 2.0;
      to[at] = {static_cast<float>(size.width * laid.centreX + x * std::cos(angle) - y * std::sin(angle)),
                static_cast<float>(size.height * laid.centreY + x * std::sin(angle) + y * std::cos(angle))};
    }
    const cv::Mat warp = cv::getPerspectiveTransform(from.data(), to.data());
    cv::Mat mask;
    cv::Mat layer;
    cv::warpPerspective(cv::Mat(laid.page.size(), CV_32FC1, cv::Scalar(1)), mask, warp, size,
                        cv::INTER_LINEAR);
    cv::Mat page;
    laid.page.convertTo(page, CV_32FC3);
    cv::warpPerspective(page, layer, warp, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::Mat shadow;
    cv::warpAffine(mask, shadow, cv::Matx23d(1, 0, 3, 0, 1, 4), size);
    cv::GaussianBlur(shadow, shadow, cv::Size(), 5);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const float part = mask.at<float>(y, x);
        const float dark = 1 - 0.15F * shadow.at<float>(y, x);
        auto& pixel = picture.at<cv::Vec3f>(y, x);
        pixel = pixel * (dark * (1 - part)) + layer.at<cv::Vec3f>(y, x) * part;
      }
    }
    result.corners.push_back(to);
  }
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      picture.at<cv::Vec3f>(y, x) *= static_cast<float>(
          1 - shade * (static_cast<double>(x) / size.width + static_cast<double>(y) / size.height) / 2);
    }
  }
  cv::Mat grain(size, CV_32FC3);
  random.fill(grain, cv::RNG::NORMAL, 0, 2.5);
  picture += grain;
  picture.convertTo(result.picture, CV_8UC3);
  return result;
}

/// Largest distance of a found corner from the nearest true one, as a share of the page's longer side.
template <typename Points>
double cornerError(const Points& found, const std::array<cv::Point2f, 4>& truth) {
  double worst = 0;
  for (const auto& corner : found) {
    double nearest = 1e9;
    for (const auto& point : truth) {
      nearest = std::min(nearest, std::hypot(corner.x - point.x, corner.y - point.y));
    }
    worst = std::max(worst, nearest);
  }
  return worst / std::max(cv::norm(truth[1] - truth[0]), cv::norm(truth[3] - truth[0]));
}

}  // namespace xiaowu::testing
