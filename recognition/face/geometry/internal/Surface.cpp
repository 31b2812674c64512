#include "recognition/face/geometry/internal/Surface.h"

#include "core/base/Statistics.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

constexpr std::size_t kTerms = 7;

std::array<double, kTerms> termsOf(const Shifted& p) {
  return {1, p.x, p.y, p.z, p.x * p.x, p.x * p.y, p.y * p.y};
}

double misfit(const Shifted& point, const std::array<double, kTerms>& factors) {
  const auto terms = termsOf(point);
  double sum = point.shift;
  for (std::size_t i = 0; i < kTerms; ++i) {
    sum -= factors[i] * terms[i];
  }
  return std::abs(sum);
}

}  // namespace

std::array<double, 7> fitted(const std::vector<Shifted>& points, SurfaceTerms terms) {
  const int count = static_cast<int>(terms);
  if (points.size() < 2 * static_cast<std::size_t>(count)) {
    return {};
  }
  cv::Mat left(static_cast<int>(points.size()), count, CV_64F);
  cv::Mat right(static_cast<int>(points.size()), 1, CV_64F);
  for (int i = 0; i < left.rows; ++i) {
    const auto& p = points[static_cast<std::size_t>(i)];
    std::copy_n(termsOf(p).begin(), count, left.ptr<double>(i));
    right.at<double>(i) = p.shift;
  }
  cv::Mat solution;
  std::array<double, 7> factors{};
  if (cv::solve(left, right, solution, cv::DECOMP_NORMAL | cv::DECOMP_CHOLESKY)) {
    std::copy_n(solution.ptr<double>(), count, factors.begin());
  }
  return factors;
}

std::array<double, 7> fittedWithout(std::vector<Shifted> points, SurfaceTerms terms) {
  auto factors = fitted(points, terms);
  for (int round = 0; round < 3; ++round) {
    std::vector<double> misfits;
    misfits.reserve(points.size());
    for (const auto& point : points) {
      misfits.push_back(misfit(point, factors));
    }
    if (misfits.empty()) {
      break;
    }
    const double limit = 3 * 1.48 * middleValue(std::move(misfits)) + 1e-6;
    std::erase_if(points, [&](const Shifted& point) { return misfit(point, factors) > limit; });
    factors = fitted(points, terms);
  }
  return factors;
}

}  // namespace xiaowu::face
