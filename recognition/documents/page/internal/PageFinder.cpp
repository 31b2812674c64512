#include "recognition/documents/page/internal/PageFinder.h"

#include "core/image/ImageMat.h"
#include "recognition/documents/page/internal/MatColour.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace xiaowu::documents {
namespace {

constexpr double kSmallSide = 800;  // pixels; a corner is found to about one of them
constexpr double kAreaMin = 0.03;   // of the picture
constexpr double kAreaMax = 0.97;
constexpr double kFillMin = 0.90;  // of the quadrangle by the contour; rounded corners of a card take 2 %
constexpr double kFillMinCutOff = 0.80;
// Of the hull by the contour: where paper and mat happen to have the same shade there are bays.
constexpr double kSolidMin = 0.55;
// Between paper and mat along a side, mean colour, in units of 8-bit Lab; grain cancels out.
constexpr double kContrastMin = 3;
constexpr double kContrastClear = 60;
constexpr int kInkDifference = 100;  // 25 units of Lab: print, not shade
constexpr double kInkOutsideMax = 0.004;
// Pixels by which an edge is looked for beside the contour, which may run around the shadow.
constexpr int kReach = 12;
constexpr double kCardWidthMm = 85.6;
constexpr double kCardHeightMm = 54.0;

using Contour = std::vector<cv::Point>;
using Corners = std::vector<cv::Point2f>;

struct Candidate {
  Corners corners;  // in the small picture
  double area = 0;
  double contrast = 0;      // of the weakest side but one
  double meanContrast = 0;  // of all sides inside the picture
  int sidesTouched = 0;
};

double crossOf(const cv::Point2f& a, const cv::Point2f& b) {
  return static_cast<double>(a.x) * b.y - static_cast<double>(a.y) * b.x;
}

/// Where two lines (direction, point) meet; `otherwise` when they are nearly parallel or meet far away.
cv::Point2f meeting(const cv::Vec4f& a, const cv::Vec4f& b, const cv::Point2f& otherwise) {
  const cv::Point2f da(a[0], a[1]);
  const cv::Point2f db(b[0], b[1]);
  const double cross = crossOf(da, db);
  if (std::abs(cross) < 0.2 * cv::norm(da) * cv::norm(db)) {
    return otherwise;
  }
  const cv::Point2f between(b[2] - a[2], b[3] - a[3]);
  const auto t = static_cast<float>(crossOf(between, db) / cross);
  const cv::Point2f point(a[2] + t * da.x, a[3] + t * da.y);
  return cv::norm(point - otherwise) < 40 ? point : otherwise;
}

/// The polygon without the side after corner `at`, its neighbours drawn out until they meet; empty when they
/// meet nowhere near.
Corners withoutSide(const Corners& polygon, std::size_t at) {
  const std::size_t count = polygon.size();
  const auto corner = [&](std::size_t index) { return polygon[index % count]; };
  const cv::Point2f before = corner(at) - corner(at + count - 1);
  const cv::Point2f after = corner(at + 1) - corner(at + 2);
  const double cross = crossOf(before, after);
  if (std::abs(cross) < 0.1 * cv::norm(before) * cv::norm(after)) {
    return {};
  }
  const cv::Point2f between = corner(at + 1) - corner(at);
  const auto t = static_cast<float>(crossOf(between, after) / cross);
  const auto u = static_cast<float>(crossOf(between, before) / cross);
  if (t < 0 || u < 0) {
    return {};
  }
  Corners result;
  for (std::size_t index = 0; index < count; ++index) {
    if (index == at) {
      result.push_back(corner(at) + before * t);
    } else if (index != (at + 1) % count) {
      result.push_back(polygon[index]);
    }
  }
  return result;
}

/// The quadrangle around a contour that may lack a corner: sides are taken away where that adds least, until
/// four are left.
Corners quadOf(const Contour& contour) {
  Contour hull;
  Contour simple;
  cv::convexHull(contour, hull);
  cv::approxPolyDP(hull, simple, 0.008 * cv::arcLength(hull, true), true);
  Corners polygon(simple.begin(), simple.end());
  while (polygon.size() > 4) {
    Corners best;
    for (std::size_t at = 0; at < polygon.size(); ++at) {
      Corners fewer = withoutSide(polygon, at);
      if (!fewer.empty() && (best.empty() || cv::contourArea(fewer) < cv::contourArea(best))) {
        best = std::move(fewer);
      }
    }
    if (best.empty()) {
      break;
    }
    polygon = std::move(best);
  }
  if (polygon.size() != 4) {
    polygon.resize(4);
    cv::minAreaRect(hull).points(polygon.data());
  }
  return polygon;
}

/// Clockwise, and from the corner after which the side runs most to the right.
std::array<Point, 4> ordered(Corners corners, double scale) {
  if (cv::contourArea(corners, true) < 0) {
    std::reverse(corners.begin(), corners.end());
  }
  std::size_t first = 0;
  double best = 10;
  for (std::size_t at = 0; at < 4; ++at) {
    const cv::Point2f side = corners[(at + 1) % 4] - corners[at];
    const double angle = std::abs(std::atan2(side.y, side.x));
    if (angle < best) {
      best = angle;
      first = at;
    }
  }
  std::array<Point, 4> result;
  for (std::size_t at = 0; at < 4; ++at) {
    result[at] = {corners[(first + at) % 4].x / scale, corners[(first + at) % 4].y / scale};
  }
  return result;
}

/// How many sides of the picture the contour lies on for more than a tenth of their length.
int sidesTouched(const Contour& contour, cv::Size size) {
  cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
  cv::drawContours(mask, std::vector<Contour>{contour}, 0, cv::Scalar(255), cv::FILLED);
  const std::array<int, 4> lengths{cv::countNonZero(mask.row(1)), cv::countNonZero(mask.row(size.height - 2)),
                                   cv::countNonZero(mask.col(1)), cv::countNonZero(mask.col(size.width - 2))};
  int sides = 0;
  for (std::size_t side = 0; side < 4; ++side) {
    if (lengths[side] * 10 > (side < 2 ? size.width : size.height)) {
      ++sides;
    }
  }
  return sides;
}

cv::Vec3d colourAt(const cv::Mat& lab, const cv::Point2f& at) {
  const int x = std::clamp(cvRound(at.x), 0, lab.cols - 1);
  const int y = std::clamp(cvRound(at.y), 0, lab.rows - 1);
  return {lab.at<cv::Vec3b>(y, x)};
}

bool isInside(const cv::Mat& lab, const cv::Point2f& at) {
  return at.x >= 1 && at.y >= 1 && at.x < static_cast<float>(lab.cols - 1) &&
         at.y < static_cast<float>(lab.rows - 1);
}

/// Unit vector from a side into the page.
cv::Point2f inwards(const Corners& corners, std::size_t side) {
  const cv::Point2f along = corners[(side + 1) % 4] - corners[side];
  const cv::Point2f centre = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
  cv::Point2f in(-along.y, along.x);
  in /= std::max(1e-3, cv::norm(in));
  return in.dot(centre - corners[side]) < 0 ? -in : in;
}

/// The side moved to where the colour changes most across it, sample by sample; the ends are left out, where
/// corners are rounded or bent.
cv::Vec4f sharpened(const Corners& corners, std::size_t side, const cv::Mat& lab) {
  const cv::Point2f from = corners[side];
  const cv::Point2f along = corners[(side + 1) % 4] - from;
  const cv::Point2f in = inwards(corners, side);
  std::vector<cv::Point2f> edge;
  for (int sample = 4; sample <= 44; ++sample) {
    const cv::Point2f at = from + along * (static_cast<float>(sample) / 48.0F);
    double best = 2;
    cv::Point2f place;
    for (int offset = -kReach; offset <= kReach; ++offset) {
      const cv::Point2f here = at + in * static_cast<float>(offset);
      if (!isInside(lab, here + in * 3.0F) || !isInside(lab, here - in * 3.0F)) {
        continue;
      }
      const double step = cv::norm(colourAt(lab, here + in * 1.5F) + colourAt(lab, here + in * 3.0F) -
                                   colourAt(lab, here - in * 1.5F) - colourAt(lab, here - in * 3.0F)) /
                          2;
      if (step <= best) {
        continue;
      }
      best = step;
      place = here;
    }
    if (best > 2) {
      edge.push_back(place);
    }
  }
  if (edge.size() < 12) {
    return {along.x, along.y, from.x, from.y};
  }
  cv::Vec4f line;
  cv::fitLine(edge, line, cv::DIST_WELSCH, 2, 0.01, 0.01);
  return line;
}

/// Mean difference of colour across each side that lies inside the picture.
void measureContrast(Candidate& candidate, const cv::Mat& lab) {
  const Corners& corners = candidate.corners;
  std::vector<double> sides;
  for (std::size_t side = 0; side < 4; ++side) {
    const cv::Point2f along = corners[(side + 1) % 4] - corners[side];
    const cv::Point2f in = inwards(corners, side);
    cv::Vec3d sum(0, 0, 0);
    int count = 0;
    for (int sample = 3; sample <= 45; ++sample) {
      const cv::Point2f edge = corners[side] + along * (static_cast<float>(sample) / 48.0F);
      if (!isInside(lab, edge + in * 4.0F) || !isInside(lab, edge - in * 4.0F)) {
        continue;
      }
      sum += colourAt(lab, edge + in * 3.0F) + colourAt(lab, edge + in * 4.0F) -
             colourAt(lab, edge - in * 3.0F) - colourAt(lab, edge - in * 4.0F);
      ++count;
    }
    if (count >= 12) {
      sides.push_back(cv::norm(sum) / (2 * count));
    }
  }
  if (sides.size() < 2) {
    return;
  }
  std::sort(sides.begin(), sides.end());
  candidate.contrast = sides[sides.size() == 4 ? 1 : 0];
  candidate.meanContrast =
      std::accumulate(sides.begin(), sides.end(), 0.0) / static_cast<double>(sides.size());
}

Corners sharpened(const Corners& corners, const cv::Mat& lab) {
  std::array<cv::Vec4f, 4> sides;
  for (std::size_t side = 0; side < 4; ++side) {
    sides[side] = sharpened(corners, side, lab);
  }
  Corners fitted;
  for (std::size_t at = 0; at < 4; ++at) {
    fitted.push_back(meeting(sides[(at + 3) % 4], sides[at], corners[at]));
  }
  return cv::isContourConvex(fitted) ? fitted : corners;
}

std::vector<Candidate> candidatesOf(const cv::Mat& mask, const cv::Mat& lab) {
  std::vector<Contour> contours;
  cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  std::vector<Candidate> found;
  for (const auto& contour : contours) {
    Contour hull;
    cv::convexHull(contour, hull);
    const double area = cv::contourArea(hull);
    const double share = area / static_cast<double>(mask.total());
    if (share < kAreaMin || share > kAreaMax || cv::contourArea(contour) < kSolidMin * area) {
      continue;
    }
    Candidate candidate{quadOf(contour), area, 0, 0, sidesTouched(contour, mask.size())};
    if (candidate.sidesTouched == 4) {
      continue;
    }
    if (area <
        (candidate.sidesTouched > 0 ? kFillMinCutOff : kFillMin) * cv::contourArea(candidate.corners)) {
      continue;
    }
    candidate.corners = sharpened(candidate.corners, lab);
    candidate.area = cv::contourArea(candidate.corners);
    measureContrast(candidate, lab);
    if (candidate.contrast >= kContrastMin) {
      found.push_back(std::move(candidate));
    }
  }
  return found;
}

bool overlaps(const Candidate& a, const Candidate& b) {
  std::vector<cv::Point2f> common;
  return cv::intersectConvexConvex(a.corners, b.corners, common, true) >
         0.1F * static_cast<float>(std::min(a.area, b.area));
}

cv::Mat opened(const cv::Mat& raw) {
  cv::Mat mask;
  cv::morphologyEx(raw, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(9, 9)));
  cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(9, 9)));
  return mask;
}

/// Much that differs from the border outside of the quadrangles: then the border is paper, and they are
/// pictures or panels on it.
bool liesOnPaper(const std::vector<Candidate>& candidates, const cv::Mat& difference) {
  cv::Mat other = difference > kInkDifference;
  cv::rectangle(other, cv::Rect(0, 0, other.cols, other.rows), cv::Scalar(0), 2 * kReach);
  for (const auto& candidate : candidates) {
    std::vector<cv::Point> corners;
    corners.reserve(candidate.corners.size());
    for (const auto& corner : candidate.corners) {
      corners.emplace_back(corner);
    }
    cv::fillConvexPoly(other, corners, cv::Scalar(0));
    // The shadow.
    cv::polylines(other, std::vector<std::vector<cv::Point>>{corners}, true, cv::Scalar(0), 4 * kReach);
  }
  return cv::countNonZero(other) > kInkOutsideMax * static_cast<double>(other.total());
}

/// Quadrangles that differ from the border of the picture, at any of several thresholds; the best-defined one
/// wins where they overlap.
std::vector<Candidate> quadranglesOf(const cv::Mat& lab, const cv::Mat& difference) {
  cv::Mat mask;
  const double otsu = cv::threshold(difference, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  std::vector<Candidate> all;
  for (const double threshold : {otsu, 48.0, 12.0, 20.0, 32.0, 72.0, 110.0}) {
    auto found = candidatesOf(opened(difference > threshold), lab);
    all.insert(all.end(), found.begin(), found.end());
    // On a dark mat two thresholds already tell everything.
    const bool clear = std::any_of(all.begin(), all.end(), [](const Candidate& candidate) {
      return candidate.meanContrast > kContrastClear;
    });
    if (clear && threshold == 48.0) {
      break;
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Candidate& a, const Candidate& b) { return a.area > b.area; });
  std::vector<Candidate> kept;
  for (auto& candidate : all) {
    const auto other = std::find_if(kept.begin(), kept.end(),
                                    [&](const Candidate& entry) { return overlaps(candidate, entry); });
    if (other == kept.end()) {
      kept.push_back(std::move(candidate));
    } else if (candidate.area > 0.45 * other->area &&
               candidate.meanContrast >
                   (candidate.area > 0.8 * other->area ? 1.03 : 1.6) * other->meanContrast) {
      *other = std::move(candidate);
    }
  }
  return kept;
}

/// The small picture in Lab, blurred: grain of a mat and of a sensor must not be taken for an edge.
cv::Mat smallLab(const Image& colour, double scale) {
  cv::Mat small;
  cv::resize(matOf(colour), small, cv::Size(), scale, scale, cv::INTER_AREA);
  cv::GaussianBlur(small, small, cv::Size(5, 5), 0);
  cv::cvtColor(small, small, cv::COLOR_BGR2Lab);
  return small;
}

double sideLength(const Corners& corners, std::size_t at) {
  return cv::norm(corners[(at + 1) % 4] - corners[at]);
}

}  // namespace

std::vector<PageEdges> findPages(const Image& colour, int most) {
  const double scale = std::min(1.0, kSmallSide / std::max(colour.width, colour.height));
  std::vector<PageEdges> pages;
  const cv::Mat lab = smallLab(colour, scale);
  const cv::Mat difference = differenceFromMat(lab);
  const auto candidates = quadranglesOf(lab, difference);
  if (liesOnPaper(candidates, difference)) {
    return {};
  }
  for (const auto& candidate : candidates) {
    if (static_cast<int>(pages.size()) == most) {
      break;
    }
    pages.push_back({ordered(candidate.corners, scale), true, candidate.sidesTouched > 0});
  }
  return pages;
}

PageEdges findPage(const Image& colour) {
  const auto pages = findPages(colour, 1);
  if (!pages.empty()) {
    return pages.front();
  }
  const double width = colour.width;
  const double height = colour.height;
  return {{Point{0, 0}, Point{width, 0}, Point{width, height}, Point{0, height}}, false, false};
}

std::vector<PageEdges> findCards(const Image& page) {
  if (page.dpi <= 0) {
    return {};
  }
  const double scale = std::min(1.0, kSmallSide / std::max(page.width, page.height));
  const double dotsPerMm = page.dpi * scale / 25.4;
  std::vector<PageEdges> cards;
  const cv::Mat lab = smallLab(page, scale);
  for (const auto& candidate : quadranglesOf(lab, differenceFromMat(lab))) {
    const double a = (sideLength(candidate.corners, 0) + sideLength(candidate.corners, 2)) / 2 / dotsPerMm;
    const double b = (sideLength(candidate.corners, 1) + sideLength(candidate.corners, 3)) / 2 / dotsPerMm;
    const bool isCard = std::abs(std::max(a, b) / kCardWidthMm - 1) < 0.1 &&
                        std::abs(std::min(a, b) / kCardHeightMm - 1) < 0.1;
    if (isCard) {
      cards.push_back({ordered(candidate.corners, scale), true, candidate.sidesTouched > 0});
    }
  }
  std::stable_sort(cards.begin(), cards.end(),
                   [](const PageEdges& a, const PageEdges& b) { return a.corners[0].y < b.corners[0].y; });
  return cards;
}

}  // namespace xiaowu::documents
