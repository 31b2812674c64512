#include "recognition/documents/page/internal/PageImage.h"

#include "core/base/Statistics.h"
#include "core/image/ImageMat.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace xiaowu::documents {
namespace {

/// Lets `fill` write straight into the bytes of a new picture, so that no second copy exists.
template <typename Fill>
Image make(int width, int height, PixelFormat format, double dpi, Fill fill) {
  const int channels = format == PixelFormat::Grey8 ? 1 : 3;
  Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
               static_cast<std::size_t>(channels));
  cv::Mat target(height, width, channels == 1 ? CV_8UC1 : CV_8UC3, pixels.data());
  fill(target);
  CV_Assert(target.data == pixels.data());
  return Image::of(width, height, format, std::move(pixels), dpi);
}

constexpr double kEvenMost = 16;  // of 255

/// Without the outermost 4 %, where mats and lids show.
cv::Rect innerOf(const cv::Mat& picture) {
  return {picture.cols / 25, picture.rows / 25, picture.cols - 2 * (picture.cols / 25),
          picture.rows - 2 * (picture.rows / 25)};
}

double distance(const Point& a, const Point& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

Image asColour(const Image& image) {
  if (image.format == PixelFormat::Bgr8) {
    return image;
  }
  return make(image.width, image.height, PixelFormat::Bgr8, image.dpi,
              [&](cv::Mat& target) { cv::cvtColor(matOf(image), target, cv::COLOR_GRAY2BGR); });
}

Image atMost(const Image& image, std::int64_t pixels) {
  const double scale =
      std::sqrt(static_cast<double>(pixels) / (static_cast<double>(image.width) * image.height));
  if (scale >= 1) {
    return image;
  }
  const int width = std::max(1, static_cast<int>(image.width * scale));
  const int height = std::max(1, static_cast<int>(image.height * scale));
  return make(width, height, image.format, image.dpi * width / image.width, [&](cv::Mat& target) {
    cv::resize(matOf(image), target, target.size(), 0, 0, cv::INTER_AREA);
  });
}

Image straightened(const Image& colour, const PageEdges& edges) {
  if (!edges.found) {
    return colour;
  }
  const auto& corner = edges.corners;
  const int width = std::max(
      1,
      static_cast<int>(std::lround((distance(corner[0], corner[1]) + distance(corner[3], corner[2])) / 2)));
  const int height = std::max(
      1,
      static_cast<int>(std::lround((distance(corner[0], corner[3]) + distance(corner[1], corner[2])) / 2)));
  std::vector<cv::Point2f> from;
  from.reserve(corner.size());
  for (const auto& point : corner) {
    from.emplace_back(static_cast<float>(point.x), static_cast<float>(point.y));
  }
  const auto right = static_cast<float>(width);
  const auto bottom = static_cast<float>(height);
  const std::vector<cv::Point2f> to{{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
  return make(width, height, PixelFormat::Bgr8, colour.dpi, [&](cv::Mat& target) {
    cv::warpPerspective(matOf(colour), target, cv::getPerspectiveTransform(from, to), target.size(),
                        cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  });
}

Image flatGrey(const Image& page, double dpi) {
  const double scale = std::clamp(dpi / page.dpi, 0.25, 3.0);
  const int width = std::max(8, static_cast<int>(std::lround(page.width * scale)));
  const int height = std::max(8, static_cast<int>(std::lround(page.height * scale)));
  return make(width, height, PixelFormat::Grey8, page.dpi * scale, [&](cv::Mat& grey) {
    {
      cv::Mat red;
      cv::extractChannel(matOf(page), red, 2);
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

Image turned(const Image& image, int quarterTurns) {
  if (quarterTurns % 4 == 0) {
    return image;
  }
  const bool across = quarterTurns % 2 == 1;
  auto code = cv::ROTATE_180;
  if (across) {
    code = quarterTurns % 4 == 1 ? cv::ROTATE_90_CLOCKWISE : cv::ROTATE_90_COUNTERCLOCKWISE;
  }
  return make(across ? image.height : image.width, across ? image.width : image.height, image.format,
              image.dpi, [&](cv::Mat& target) { cv::rotate(matOf(image), target, code); });
}

Point Levelled::forth(const Point& point) const {
  return {affine[0] * point.x + affine[1] * point.y + affine[2],
          affine[3] * point.x + affine[4] * point.y + affine[5]};
}

Point Levelled::back(const Point& point) const {
  const double x = point.x - affine[2];
  const double y = point.y - affine[5];
  const double determinant = affine[0] * affine[4] - affine[1] * affine[3];
  return {(affine[4] * x - affine[1] * y) / determinant, (affine[0] * y - affine[3] * x) / determinant};
}

Levelled levelled(const Image& image, double degrees) {
  const double radians = degrees * std::numbers::pi / 180;
  const double cosine = std::cos(radians);
  const double sine = std::sin(radians);
  const int width =
      static_cast<int>(std::ceil(image.width * std::abs(cosine) + image.height * std::abs(sine)));
  const int height =
      static_cast<int>(std::ceil(image.width * std::abs(sine) + image.height * std::abs(cosine)));
  Levelled result;
  result.affine = {cosine, sine,   width / 2.0 - cosine * image.width / 2.0 - sine * image.height / 2.0,
                   -sine,  cosine, height / 2.0 + sine * image.width / 2.0 - cosine * image.height / 2.0};
  const cv::Mat affine(2, 3, CV_64F, result.affine.data());
  result.image = make(width, height, image.format, image.dpi, [&](cv::Mat& target) {
    cv::warpAffine(matOf(image), target, affine, target.size(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  });
  return result;
}

std::array<Point, 4> inPicture(const PageEdges& edges, const Image& page,
                               const std::array<Point, 4>& points) {
  const auto right = static_cast<float>(page.width);
  const auto bottom = static_cast<float>(page.height);
  const std::array<cv::Point2f, 4> from{{{0, 0}, {right, 0}, {right, bottom}, {0, bottom}}};
  std::array<cv::Point2f, 4> to;
  std::vector<cv::Point2f> moved;
  moved.reserve(points.size());
  for (std::size_t at = 0; at < 4; ++at) {
    to[at] = {static_cast<float>(edges.corners[at].x), static_cast<float>(edges.corners[at].y)};
    moved.emplace_back(static_cast<float>(points[at].x), static_cast<float>(points[at].y));
  }
  cv::perspectiveTransform(moved, moved, cv::getPerspectiveTransform(from.data(), to.data()));
  std::array<Point, 4> result;
  for (std::size_t at = 0; at < 4; ++at) {
    result[at] = {moved[at].x, moved[at].y};
  }
  return result;
}

double inkShare(const Image& flat) {
  const cv::Mat all = matOf(flat);
  const cv::Rect inner = innerOf(all);
  cv::Mat ink;
  cv::threshold(all(inner), ink, 165, 255, cv::THRESH_BINARY_INV);
  cv::medianBlur(ink, ink, 3);
  return cv::countNonZero(ink) / static_cast<double>(inner.area());
}

bool isEven(const Image& page) {
  // Smaller, so that a sensor's grain does not count.
  const double scale = std::min(1.0, 400.0 / std::max(page.width, page.height));
  cv::Mat small;
  cv::resize(matOf(page), small, cv::Size(), scale, scale, cv::INTER_AREA);
  if (small.channels() == 3) {
    cv::cvtColor(small, small, cv::COLOR_BGR2GRAY);
  }
  double darkest = 0;
  double lightest = 0;
  cv::minMaxLoc(small(innerOf(small)), &darkest, &lightest);
  return lightest - darkest < kEvenMost;
}

double sharpnessOf(const Image& flat) {
  const double scale = std::clamp(200.0 / flat.dpi, 0.1, 3.0);
  cv::Mat grey;
  cv::resize(matOf(flat), grey, cv::Size(), scale, scale, cv::INTER_AREA);
  const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, cv::Size(13, 13));
  cv::Mat bright;
  cv::Mat dark;
  cv::dilate(grey, bright, window);
  cv::erode(grey, dark, window);
  cv::Mat steep;
  cv::morphologyEx(grey, steep, cv::MORPH_GRADIENT,
                   cv::getStructuringElement(cv::MORPH_CROSS, cv::Size(3, 3)));
  const int border = grey.cols / 25;
  std::vector<float> ratios;
  for (int y = border; y < grey.rows - border; y += 2) {
    for (int x = border; x < grey.cols - border; x += 2) {
      const int contrast = bright.at<uchar>(y, x) - dark.at<uchar>(y, x);
      if (contrast > 60) {
        ratios.push_back(static_cast<float>(steep.at<uchar>(y, x)) / static_cast<float>(contrast));
      }
    }
  }
  if (ratios.size() < 200) {
    return 1.0;
  }
  const auto ninth = ratios.size() * 9 / 10;
  return static_cast<double>(atRank(std::move(ratios), ninth));
}

double glareShare(const Image& page) {
  const double scale = std::min(1.0, 600.0 / std::max(page.width, page.height));
  cv::Mat small;
  cv::resize(matOf(page), small, cv::Size(), scale, scale, cv::INTER_AREA);
  std::vector<cv::Mat> channels;
  cv::split(small, channels);
  cv::Mat least;
  cv::min(channels[0], channels[1], least);
  cv::min(least, channels[2], least);
  // Paper that is white to the last bit everywhere is a well-lit scan; a reflection stands out of greyer
  // paper.
  const std::vector<uchar> values(least.begin<uchar>(), least.end<uchar>());
  if (atRank(values, values.size() * 6 / 10) > 235) {
    return 0;
  }
  cv::Mat washed = least >= 250;
  cv::morphologyEx(washed, washed, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(9, 9)));
  return cv::countNonZero(washed) / static_cast<double>(washed.total());
}

double colourShare(const Image& page) {
  const double scale = std::min(1.0, 800.0 / std::max(page.width, page.height));
  cv::Mat lab;
  cv::resize(matOf(page), lab, cv::Size(), scale, scale, cv::INTER_AREA);
  cv::cvtColor(lab(innerOf(lab)).clone(), lab, cv::COLOR_BGR2Lab);
  std::vector<cv::Mat> channels;
  cv::split(lab, channels);
  cv::Mat far = cv::Mat::zeros(lab.size(), CV_32F);
  for (const std::size_t channel : {std::size_t{1}, std::size_t{2}}) {
    const auto usual =
        middleValue(std::vector<uchar>(channels[channel].begin<uchar>(), channels[channel].end<uchar>()));
    cv::Mat difference;
    channels[channel].convertTo(difference, CV_32F, 1, -static_cast<double>(usual));
    far += difference.mul(difference);
  }
  const cv::Mat coloured = far > 12.0 * 12.0;
  // The paper's own tint counts as well: a light blue card is coloured although it is even.
  const cv::Scalar mean = cv::mean(lab);
  const bool tinted = std::hypot(mean[1] - 128, mean[2] - 128) > 10;
  return tinted ? 1.0 : cv::countNonZero(coloured) / static_cast<double>(coloured.total());
}

}  // namespace xiaowu::documents
