#include "recognition/documents/seals/SealFinder.h"

#include "core/base/Statistics.h"
#include "core/image/ImageMat.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace xiaowu::documents {
namespace {

constexpr double kDpi = 100;  // enough for a ring of 1 mm, and 15 ms instead of 100
constexpr double kPixelsPerMm = kDpi / 25.4;
constexpr double kRadiusMinMm = 12;
constexpr double kRadiusMaxMm = 30;
constexpr int kSectors = 72;
constexpr double kRedRing = 14;    // copies have under 6, also under warm light and pressed hard
constexpr double kOneSeal = 0.35;  // of the larger radius: two seals' middles stand further apart

struct Circle {
  double x = 0;
  double y = 0;
  double radius = 0;
};

/// Least squares after Kåsa: x² + y² = a·x + b·y + c.
bool fitCircle(const std::vector<cv::Point2d>& points, Circle& circle) {
  if (points.size() < 12) {
    return false;
  }
  cv::Mat left(static_cast<int>(points.size()), 3, CV_64F);
  cv::Mat right(static_cast<int>(points.size()), 1, CV_64F);
  for (int row = 0; row < left.rows; ++row) {
    const auto& point = points[static_cast<std::size_t>(row)];
    left.at<double>(row, 0) = point.x;
    left.at<double>(row, 1) = point.y;
    left.at<double>(row, 2) = 1;
    right.at<double>(row, 0) = point.x * point.x + point.y * point.y;
  }
  cv::Mat answer;
  if (!cv::solve(left, right, answer, cv::DECOMP_SVD)) {
    return false;
  }
  circle.x = answer.at<double>(0, 0) / 2;
  circle.y = answer.at<double>(1, 0) / 2;
  const double square = answer.at<double>(2, 0) + circle.x * circle.x + circle.y * circle.y;
  circle.radius = square > 0 ? std::sqrt(square) : 0;
  return circle.radius > 0;
}

bool inkAt(const cv::Mat& mask, double x, double y) {
  const int column = static_cast<int>(std::lround(x));
  const int row = static_cast<int>(std::lround(y));
  return column >= 0 && row >= 0 && column < mask.cols && row < mask.rows && mask.at<uchar>(row, column) != 0;
}

/// The outermost ink in each direction, seen from the middle of the box.
std::vector<cv::Point2d> rim(const cv::Mat& mask, const cv::Rect& box) {
  std::vector<cv::Point2d> points;
  const double middleX = box.x + box.width / 2.0;
  const double middleY = box.y + box.height / 2.0;
  for (int degrees = 0; degrees < 360; degrees += 3) {
    const double angle = degrees * CV_PI / 180;
    for (double reach = std::max(box.width, box.height) * 0.56; reach > box.width * 0.3; reach -= 0.5) {
      const double x = middleX + reach * std::cos(angle);
      const double y = middleY + reach * std::sin(angle);
      if (!inkAt(mask, x, y)) {
        continue;
      }
      points.emplace_back(x, y);
      break;
    }
  }
  return points;
}

/// Share of sectors with ink within `tolerance` pixels of the circle.
double coverage(const cv::Mat& mask, const Circle& circle, double tolerance) {
  int covered = 0;
  for (int sector = 0; sector < kSectors; ++sector) {
    const double angle = sector * 2 * CV_PI / kSectors;
    for (double reach = circle.radius - tolerance; reach <= circle.radius + tolerance; reach += 0.5) {
      if (!inkAt(mask, circle.x + reach * std::cos(angle), circle.y + reach * std::sin(angle))) {
        continue;
      }
      ++covered;
      break;
    }
  }
  return covered / static_cast<double>(kSectors);
}

/// Share of the disc between two shares of the radius that is ink.
double filled(const cv::Mat& mask, const Circle& circle, double from, double to) {
  int ink = 0;
  int all = 0;
  for (double degrees = 0; degrees < 360; degrees += 4) {
    for (double share = from; share <= to; share += 0.02) {
      const double angle = degrees * CV_PI / 180;
      ++all;
      if (inkAt(mask, circle.x + share * circle.radius * std::cos(angle),
                circle.y + share * circle.radius * std::sin(angle))) {
        ++ink;
      }
    }
  }
  return all == 0 ? 0 : ink / static_cast<double>(all);
}

/// Print that crosses the ring is left out round by round.
bool fitRobustly(std::vector<cv::Point2d> points, Circle& circle) {
  for (int round = 0; round < 4; ++round) {
    if (!fitCircle(points, circle)) {
      return false;
    }
    const double tolerance = std::max(1.5, circle.radius * (round < 2 ? 0.08 : 0.04));
    std::erase_if(points, [&](const cv::Point2d& p) {
      return std::abs(std::hypot(p.x - circle.x, p.y - circle.y) - circle.radius) > tolerance;
    });
  }
  return fitCircle(points, circle);
}

cv::Mat redMask(const cv::Mat& bgr) {
  cv::Mat hsv;
  cv::cvtColor(bgr, hsv, cv::COLOR_BGR2HSV);
  cv::Mat low;
  cv::Mat high;
  cv::inRange(hsv, cv::Scalar(0, 45, 50), cv::Scalar(12, 255, 255), low);
  cv::inRange(hsv, cv::Scalar(158, 45, 50), cv::Scalar(180, 255, 255), high);
  low |= high;
  // Pink security paper is red all over; ink is redder than its surroundings.
  cv::Mat lab;
  cv::cvtColor(bgr, lab, cv::COLOR_BGR2Lab);
  cv::Mat redness;
  cv::extractChannel(lab, redness, 1);
  cv::Mat surroundings;
  cv::boxFilter(redness, surroundings, -1, cv::Size(161, 161));
  cv::Mat redder;
  cv::subtract(redness, surroundings, redder);
  redder = redder > 6;
  return low & redder;
}

Seal sealOf(const Circle& circle, double share, double scale, SealFinding finding) {
  const double radius = circle.radius / scale;
  return {{circle.x / scale, circle.y / scale},
          circle.radius / kPixelsPerMm,
          share,
          finding,
          {radius, radius, 0}};
}

/// A ring and what stands inside of it, or the two lines of a double ring, are one seal: the larger one.
void keepLargest(std::vector<Seal>& seals) {
  std::stable_sort(seals.begin(), seals.end(),
                   [](const Seal& a, const Seal& b) { return a.radiusMm > b.radiusMm; });
  std::vector<Seal> kept;
  for (auto& seal : seals) {
    const bool inside = std::any_of(kept.begin(), kept.end(), [&](const Seal& larger) {
      return std::hypot(seal.centre.x - larger.centre.x, seal.centre.y - larger.centre.y) <
             kOneSeal * larger.outline.longer;
    });
    if (!inside) {
      kept.push_back(std::move(seal));
    }
  }
  seals = std::move(kept);
}

std::vector<Seal> redSeals(const cv::Mat& small, double scale) {
  const cv::Mat mask = redMask(small);
  cv::Mat closed;
  cv::morphologyEx(mask, closed, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(9, 9)));
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centres;
  const int count = cv::connectedComponentsWithStats(closed, labels, stats, centres);
  std::vector<Seal> seals;
  for (int index = 1; index < count; ++index) {
    const cv::Rect box(stats.at<int>(index, cv::CC_STAT_LEFT), stats.at<int>(index, cv::CC_STAT_TOP),
                       stats.at<int>(index, cv::CC_STAT_WIDTH), stats.at<int>(index, cv::CC_STAT_HEIGHT));
    const double shorter = std::min(box.width, box.height);
    const double longer = std::max(box.width, box.height);
    if (longer < 2 * kRadiusMinMm * kPixelsPerMm * 0.95 || longer > 2 * kRadiusMaxMm * kPixelsPerMm ||
        shorter < 0.7 * longer) {
      continue;
    }
    Circle circle;
    if (!fitRobustly(rim(closed, box), circle)) {
      continue;
    }
    const double radiusMm = circle.radius / kPixelsPerMm;
    const double share = coverage(mask, circle, std::max(2.0, 0.04 * circle.radius));
    if (radiusMm < kRadiusMinMm || radiusMm > kRadiusMaxMm || share < 0.75 ||
        filled(mask, circle, 0.2, 0.9) > 0.75) {
      continue;
    }
    seals.push_back(sealOf(circle, share, scale, SealFinding::Present));
  }
  keepLargest(seals);
  return seals;
}

/// A disc has an edge like a ring; between a ring's lines there is paper as light as outside.
bool isDisc(const cv::Mat& grey, const Circle& circle) {
  double outside = 0;
  for (int degrees = 0; degrees < 360; degrees += 4) {
    const double angle = degrees * CV_PI / 180;
    const int column = std::clamp(
        static_cast<int>(std::lround(circle.x + 1.08 * circle.radius * std::cos(angle))), 0, grey.cols - 1);
    const int row = std::clamp(
        static_cast<int>(std::lround(circle.y + 1.08 * circle.radius * std::sin(angle))), 0, grey.rows - 1);
    outside += grey.at<uchar>(row, column) / 90.0;
  }
  const cv::Mat dark = grey < 0.8 * outside;
  return filled(dark, circle, 0.2, 0.9) > 0.75;
}

/// By how much the ring is redder than the paper around it, 0 … 255. A cast of light or paper is in both.
double rednessOf(const cv::Mat& bgr, const cv::Mat& ink, const Circle& circle) {
  const auto redness = [&](double share, bool inkOnly) {
    std::vector<double> values;
    for (int degrees = 0; degrees < 360; degrees += 3) {
      const double angle = degrees * CV_PI / 180;
      const int x = static_cast<int>(std::lround(circle.x + share * circle.radius * std::cos(angle)));
      const int y = static_cast<int>(std::lround(circle.y + share * circle.radius * std::sin(angle)));
      if (x < 0 || y < 0 || x >= bgr.cols || y >= bgr.rows || (inkOnly && !inkAt(ink, x, y))) {
        continue;
      }
      const auto& pixel = bgr.at<cv::Vec3b>(y, x);
      values.push_back(pixel[2] - std::max(pixel[0], pixel[1]));
    }
    return middleValue(values);
  };
  const double paper = redness(1.08, false);
  double ring = 0;
  for (const double share : {0.94, 0.96, 0.98}) {
    ring = std::max(ring, redness(share, true));
  }
  return ring - paper;
}

std::vector<Seal> greyRings(const cv::Mat& small, double scale) {
  cv::Mat grey;
  cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
  cv::Mat ink;
  cv::adaptiveThreshold(grey, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 31, 9);
  cv::GaussianBlur(grey, grey, cv::Size(5, 5), 0);
  std::vector<cv::Vec3f> circles;
  cv::HoughCircles(grey, circles, cv::HOUGH_GRADIENT, 2.0, 20 * kPixelsPerMm, 90.0, 60.0,
                   static_cast<int>(kRadiusMinMm * kPixelsPerMm), static_cast<int>(24 * kPixelsPerMm));
  std::vector<Seal> rings;
  for (const auto& found : circles) {
    const Circle start{found[0], found[1], found[2]};
    Circle circle = start;
    const double most = 0.1 * start.radius;  // it may be the ring's inner edge that was found
    std::vector<cv::Point2d> points;
    for (int degrees = 0; degrees < 360; degrees += 3) {
      const double angle = degrees * CV_PI / 180;
      for (double reach = start.radius + most; reach > start.radius - 5; reach -= 0.5) {
        if (!inkAt(ink, start.x + reach * std::cos(angle), start.y + reach * std::sin(angle))) {
          continue;
        }
        points.emplace_back(start.x + reach * std::cos(angle), start.y + reach * std::sin(angle));
        break;
      }
    }
    if (!fitRobustly(std::move(points), circle)) {
      continue;
    }
    const double share = coverage(ink, circle, std::max(2.0, 0.04 * circle.radius));
    // Outside of the ring there must be paper, or any patch of text would do.
    if (share < 0.8 || filled(ink, circle, 1.05, 1.12) > 0.45 ||
        std::abs(circle.radius - start.radius) > most || isDisc(grey, circle)) {
      continue;
    }
    // Dull ink, or ink that lies over other red print, is found by its shape alone and is red all the same.
    const bool red = rednessOf(small, ink, circle) > kRedRing;
    rings.push_back(sealOf(circle, share, scale, red ? SealFinding::Present : SealFinding::GreyCopy));
    break;
  }
  return rings;
}

/// At kDpi and in colour; empty when the scale is not known or makes no page of it.
cv::Mat shrunk(const Image& page) {
  if (page.empty() || page.dpi <= 0) {
    return {};
  }
  const double scale = kDpi / page.dpi;
  if (page.width * scale < 20 || page.height * scale < 20 || page.width * scale > 8000 ||
      page.height * scale > 8000) {
    return {};
  }
  cv::Mat small;
  cv::resize(matOf(page), small, cv::Size(), scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  if (small.channels() == 1) {
    cv::cvtColor(small, small, cv::COLOR_GRAY2BGR);
  }
  return small;
}

}  // namespace

std::vector<Seal> findSeals(const Image& page) {
  const cv::Mat small = shrunk(page);
  if (small.empty()) {
    return {};
  }
  auto seals = redSeals(small, kDpi / page.dpi);
  if (seals.empty()) {
    seals = greyRings(small, kDpi / page.dpi);
  }
  return seals;
}

std::vector<Seal> findRedSeals(const Image& page) {
  const cv::Mat small = shrunk(page);
  return small.empty() ? std::vector<Seal>{} : redSeals(small, kDpi / page.dpi);
}

double dpiFromSeals(const Image& picture) {
  double dpi = 0;
  double best = 0;
  Image look = picture;
  // Each look sees rings of 12 … 30 mm, a factor of 2.5, so steps of two leave no gap. Red before grey at any
  // scale.
  for (const double assumed : {200.0, 100.0, 400.0, 800.0, 50.0}) {
    look.dpi = assumed;
    for (const auto& seal : findSeals(look)) {
      const double value = seal.coverage + (seal.finding == SealFinding::Present ? 1 : 0);
      if (value <= best) {
        continue;
      }
      best = value;
      dpi = assumed * seal.radiusMm / kUsualSealRadiusMm;
    }
    if (best > 1.95) {
      break;
    }
  }
  return dpi;
}

}  // namespace xiaowu::documents
