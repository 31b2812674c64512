#include "app/documents/PageImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::documents {
namespace {

/// OpenCV has no read-only view; callers never write through it.
cv::Mat viewOfImage(const Image& image) {
  return {image.height, image.width, image.format == PixelFormat::Grey8 ? CV_8UC1 : CV_8UC3, const_cast<std::uint8_t*>(image.data())};
}

/// Lets `fill` write straight into the bytes of a new picture, so that no second copy exists.
template <typename Fill>
Image make(int width, int height, PixelFormat format, double dpi, Fill fill) {
  const int channels = format == PixelFormat::Grey8 ? 1 : 3;
  Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels));
  cv::Mat target(height, width, channels == 1 ? CV_8UC1 : CV_8UC3, pixels.data());
  fill(target);
  CV_Assert(target.data == pixels.data());
  return Image::of(width, height, format, std::move(pixels), dpi);
}

std::array<Point, 4> ordered(const std::vector<cv::Point2f>& corners, double scale) {
  const auto pick = [&](auto key) {
    const auto best = std::min_element(corners.begin(), corners.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return Point{best->x / scale, best->y / scale};
  };
  return {pick([](const auto& p) { return p.x + p.y; }), pick([](const auto& p) { return p.y - p.x; }), pick([](const auto& p) { return -p.x - p.y; }),
          pick([](const auto& p) { return p.x - p.y; })};
}

std::vector<cv::Point2f> quadOf(const std::vector<cv::Point>& contour) {
  std::vector<cv::Point> hull;
  cv::convexHull(contour, hull);
  const double perimeter = cv::arcLength(hull, true);
  for (double share = 0.01; share <= 0.081; share += 0.01) {
    std::vector<cv::Point> corners;
    cv::approxPolyDP(hull, corners, share * perimeter, true);
    if (corners.size() == 4 && cv::contourArea(corners) >= 0.85 * cv::contourArea(hull)) return {corners.begin(), corners.end()};
  }
  std::vector<cv::Point2f> box(4);
  cv::minAreaRect(hull).points(box.data());
  return box;
}

/// How many sides of the picture the contour lies on for more than a tenth of their length.
int sidesTouched(const std::vector<cv::Point>& contour, cv::Size size) {
  std::vector<cv::Point> dense;
  cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
  cv::drawContours(mask, std::vector<std::vector<cv::Point>>{contour}, 0, cv::Scalar(255), cv::FILLED);
  const std::array<int, 4> lengths{cv::countNonZero(mask.row(1)), cv::countNonZero(mask.row(size.height - 2)), cv::countNonZero(mask.col(1)),
                                   cv::countNonZero(mask.col(size.width - 2))};
  int sides = 0;
  for (std::size_t side = 0; side < 4; ++side) {
    if (lengths[side] * 10 > (side < 2 ? size.width : size.height)) ++sides;
  }
  return sides;
}

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

Image asColour(const Image& image) {
  if (image.format == PixelFormat::Bgr8) return image;
  return make(image.width, image.height, PixelFormat::Bgr8, image.dpi, [&](cv::Mat& target) { cv::cvtColor(viewOfImage(image), target, cv::COLOR_GRAY2BGR); });
}

PageEdges findPage(const Image& colour) {
  const double width = colour.width;
  const double height = colour.height;
  PageEdges edges;
  edges.corners = {Point{0, 0}, Point{width, 0}, Point{width, height}, Point{0, height}};
  const double scale = std::min(1.0, 800.0 / std::max(width, height));
  cv::Mat grey;
  cv::resize(viewOfImage(colour), grey, cv::Size(), scale, scale, cv::INTER_AREA);
  cv::cvtColor(grey, grey, cv::COLOR_BGR2GRAY);
  cv::GaussianBlur(grey, grey, cv::Size(5, 5), 0);
  cv::Mat mask;
  const double threshold = cv::threshold(grey, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  // Without a mat Otsu parts ink from paper; then both sides are bright or the "page" is nearly everything.
  if (threshold > 215) return edges;
  cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(15, 15)));
  cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(9, 9)));
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  if (contours.empty()) return edges;
  const auto largest = std::max_element(contours.begin(), contours.end(), [](const auto& a, const auto& b) { return cv::contourArea(a) < cv::contourArea(b); });
  const double share = cv::contourArea(*largest) / static_cast<double>(grey.total());
  if (share < 0.10 || share > 0.97) return edges;
  const int sides = sidesTouched(*largest, grey.size());
  if (sides == 4) return edges;
  edges.found = true;
  edges.cutOff = sides > 0;
  edges.corners = ordered(quadOf(*largest), scale);
  return edges;
}

Image straightened(const Image& colour, const PageEdges& edges) {
  if (!edges.found) return colour;
  const auto& corner = edges.corners;
  const int width = std::max(1, static_cast<int>(std::lround((distance(corner[0], corner[1]) + distance(corner[3], corner[2])) / 2)));
  const int height = std::max(1, static_cast<int>(std::lround((distance(corner[0], corner[3]) + distance(corner[1], corner[2])) / 2)));
  std::vector<cv::Point2f> from;
  for (const auto& point : corner) from.emplace_back(static_cast<float>(point.x), static_cast<float>(point.y));
  const auto right = static_cast<float>(width);
  const auto bottom = static_cast<float>(height);
  const std::vector<cv::Point2f> to{{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
  return make(width, height, PixelFormat::Bgr8, colour.dpi, [&](cv::Mat& target) {
    cv::warpPerspective(viewOfImage(colour), target, cv::getPerspectiveTransform(from, to), target.size(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  });
}

Image flatGrey(const Image& page, double dpi) {
  const double scale = std::clamp(dpi / page.dpi, 0.25, 3.0);
  const int width = std::max(8, static_cast<int>(std::lround(page.width * scale)));
  const int height = std::max(8, static_cast<int>(std::lround(page.height * scale)));
  return make(width, height, PixelFormat::Grey8, page.dpi * scale, [&](cv::Mat& grey) {
    {
      cv::Mat red;
      cv::extractChannel(viewOfImage(page), red, 2);
      cv::resize(red, grey, grey.size(), 0, 0, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
    }
    cv::Mat background;
    cv::resize(grey, background, cv::Size(), 0.25, 0.25, cv::INTER_AREA);
    cv::dilate(background, background, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(9, 9)));
    cv::medianBlur(background, background, 21);
    cv::GaussianBlur(background, background, cv::Size(21, 21), 0);
    cv::resize(background, background, grey.size(), 0, 0, cv::INTER_LINEAR);
    cv::divide(grey, background, grey, 255.0);
  });
}

Image turnedAround(const Image& image) {
  return make(image.width, image.height, image.format, image.dpi, [&](cv::Mat& target) { cv::rotate(viewOfImage(image), target, cv::ROTATE_180); });
}

double inkShare(const Image& flat) {
  const cv::Mat all = viewOfImage(flat);
  const cv::Rect inner(all.cols / 25, all.rows / 25, all.cols - 2 * (all.cols / 25), all.rows - 2 * (all.rows / 25));
  cv::Mat ink;
  cv::threshold(all(inner), ink, 165, 255, cv::THRESH_BINARY_INV);
  cv::medianBlur(ink, ink, 3);
  return cv::countNonZero(ink) / static_cast<double>(inner.area());
}

double sharpnessOf(const Image& flat) {
  const double scale = std::min(1.0, 200.0 / flat.dpi);
  cv::Mat grey;
  cv::resize(viewOfImage(flat), grey, cv::Size(), scale, scale, cv::INTER_AREA);
  const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, cv::Size(13, 13));
  cv::Mat bright;
  cv::Mat dark;
  cv::dilate(grey, bright, window);
  cv::erode(grey, dark, window);
  cv::Mat steep;
  cv::morphologyEx(grey, steep, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_CROSS, cv::Size(3, 3)));
  const int border = grey.cols / 25;
  std::vector<float> ratios;
  for (int y = border; y < grey.rows - border; y += 2) {
    for (int x = border; x < grey.cols - border; x += 2) {
      const int contrast = bright.at<uchar>(y, x) - dark.at<uchar>(y, x);
      if (contrast > 60) ratios.push_back(static_cast<float>(steep.at<uchar>(y, x)) / static_cast<float>(contrast));
    }
  }
  if (ratios.size() < 200) return 1.0;
  const auto ninth = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() * 9 / 10);
  std::nth_element(ratios.begin(), ninth, ratios.end());
  return static_cast<double>(*ninth);
}

}  // namespace xiaowu::documents
