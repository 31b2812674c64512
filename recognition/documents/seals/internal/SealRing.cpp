#include "recognition/documents/seals/internal/SealRing.h"

#include "core/base/Statistics.h"
#include "core/image/ImageMat.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace xiaowu::documents {
namespace {

constexpr int kStripHeight = 48;       // what the recogniser wants
constexpr double kTitleRadius = 0.77;  // middle of the letters, where a pixel of the strip is a pixel of arc
constexpr double kInkLevel = 0.78;     // below: ink, on the 0 … 1 pictures
constexpr double kPaperLevel = 0.93;   // above: paper and its grain, for telling letters from gaps
constexpr double kBlackRed = 0.68;  // red channel below that share of the paper: something black lies there

double radiusOf(const Seal& seal) {
  return std::sqrt(seal.outline.longer * seal.outline.shorter);
}

/// The picture's point for a point of the unit disc; the stretch is symmetric, so it turns nothing.
cv::Point2f placeOf(const Seal& seal, double x, double y) {
  const double turn = seal.outline.degrees * CV_PI / 180;
  const double along = (x * std::cos(turn) + y * std::sin(turn)) * seal.outline.longer;
  const double across = (y * std::cos(turn) - x * std::sin(turn)) * seal.outline.shorter;
  return {static_cast<float>(seal.centre.x + along * std::cos(turn) - across * std::sin(turn)),
          static_cast<float>(seal.centre.y + along * std::sin(turn) + across * std::cos(turn))};
}

cv::Mat remapped(const cv::Mat& source, const cv::Mat& map) {
  cv::Mat strip;
  cv::remap(source, strip, map, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  return strip;
}

/// From six o'clock clockwise: down, left, up, right.
cv::Mat ringMap(const Seal& seal, const RingBand& band, int width, int height) {
  cv::Mat map(height, width, CV_32FC2);
  for (int x = 0; x < width; ++x) {
    const double angle = (band.from + (band.to - band.from) * (x + 0.5) / width) * CV_PI / 180;
    for (int y = 0; y < height; ++y) {
      const double share = band.outer + (band.inner - band.outer) * (y + 0.5) / height;
      map.at<cv::Point2f>(y, x) = placeOf(seal, -share * std::sin(angle), share * std::cos(angle));
    }
  }
  return map;
}

cv::Size sizeOf(const RingBand& band) {
  const double perRadius = kStripHeight / (band.outer - band.inner);
  return {std::max(8, static_cast<int>(std::lround((band.to - band.from) * CV_PI / 180 * kTitleRadius *
                                                   perRadius * band.stretch))),
          kStripHeight};
}

/// Each channel as a share of its paper, 0 … 1: shade and the lamp's colour fall out.
std::array<cv::Mat, 3> shares(const cv::Mat& strip) {
  std::array<cv::Mat, 3> planes;
  cv::Mat wide;
  strip.convertTo(wide, CV_32F);
  for (int channel = 0; channel < 3; ++channel) {
    cv::Mat plane;
    cv::extractChannel(wide, plane, strip.channels() == 1 ? 0 : channel);
    cv::Mat paper;
    cv::dilate(plane, paper, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(31, 31)));
    cv::blur(paper, paper, cv::Size(41, 41));
    cv::divide(plane, paper + 1, planes.at(static_cast<std::size_t>(channel)));
  }
  return planes;
}

/// 0 … 1, dark where the seal's ink is.
cv::Mat inkOf(const cv::Mat& strip, SealInk ink) {
  const auto [blue, green, red] = shares(strip);
  if (ink == SealInk::Grey) {
    return green;
  }
  cv::Mat ratio;
  cv::divide(green + 0.06, red + 0.06, ratio);  // the constant keeps noise of black print from becoming ink
  cv::min(ratio, 1, ratio);
  if (ink == SealInk::Ratio) {
    return ratio;
  }
  // The edges of black print are only half dark: they belong to it, or every letter that crosses the seal
  // would leave its outline.
  cv::Mat darkest;
  cv::erode(red, darkest, cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(5, 5)));
  cv::Mat black = (kBlackRed - darkest) * 6 + 0.5;
  cv::min(black, 1, black);
  cv::max(black, 0, black);
  return green.mul(1 - black) + ratio.mul(black);
}

/// Faint stretches (glare, an uneven stamp) as dark as the others, to twice their ink at most.
cv::Mat evened(const cv::Mat& ink) {
  cv::Mat dark = 1 - ink;
  cv::Mat most;
  cv::reduce(dark, most, 0, cv::REDUCE_MAX);
  cv::dilate(most, most, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(61, 1)));
  cv::blur(most, most, cv::Size(61, 1));
  double top = 0;
  cv::minMaxLoc(most, nullptr, &top);
  cv::Mat gain = top / cv::max(most, 0.05);
  cv::min(gain, 2.0, gain);
  cv::repeat(gain, dark.rows, 1, most);
  return 1 - dark.mul(most);
}

Image greyOf(const cv::Mat& ink) {
  // From the ink's own depth to white, as print: the recogniser was trained on contrast.
  cv::Mat sorted = ink.reshape(1, 1).clone();
  cv::sort(sorted, sorted, cv::SORT_ASCENDING);
  const double dark = sorted.at<float>(0, sorted.cols / 25);
  cv::Mat bytes;
  const double span = std::max(0.15, 0.97 - dark);
  ink.convertTo(bytes, CV_8U, 255 / span, -255 * dark / span);
  return imageOf(bytes);
}

SealInk finderInk(const Image& picture, const Seal& seal) {
  return seal.finding == SealFinding::GreyCopy || picture.format == PixelFormat::Grey8 ? SealInk::Grey
                                                                                       : SealInk::Ratio;
}

/// The outermost ink of each direction, in shares of the radius; 0 where there is none.
std::vector<double> rimShares(const cv::Mat& ink, double outer, double inner) {
  std::vector<double> rim(static_cast<std::size_t>(ink.cols), 0);
  for (int x = 0; x < ink.cols; ++x) {
    for (int y = 0; y + 1 < ink.rows; ++y) {
      const bool both = ink.at<float>(y, x) < kInkLevel && ink.at<float>(y + 1, x) < kInkLevel;
      if (!both) {
        continue;
      }
      rim[static_cast<std::size_t>(x)] = outer + (inner - outer) * (y + 0.5) / ink.rows;
      break;
    }
  }
  return rim;
}

}  // namespace

Seal refined(const Image& picture, const Seal& seal) {
  Seal better = seal;
  for (const double room : {0.14, 0.06}) {
    const RingBand band{1 + room, 1 - room, 0, 360};
    const int height = std::clamp(static_cast<int>(2 * room * radiusOf(better) * 2), 12, 160);
    const cv::Mat strip = remapped(matOf(picture), ringMap(better, band, 360, height));
    const auto rim = rimShares(inkOf(strip, finderInk(picture, seal)), band.outer, band.inner);
    std::vector<double> sorted;
    std::copy_if(rim.begin(), rim.end(), std::back_inserter(sorted), [](double share) { return share > 0; });
    if (sorted.size() < 200) {
      return better;
    }
    std::vector<cv::Point2f> points;
    for (int x = 0; x < 360; ++x) {
      // A letter across the ring sticks out of its neighbours; the ring does not.
      std::vector<double> near;
      for (int step = 0; step < 15; ++step) {
        near.push_back(rim[static_cast<std::size_t>((x + step + 353) % 360)]);
      }
      const double share = rim[static_cast<std::size_t>(x)];
      if (share <= 0 || std::abs(share - middleValue(std::move(near))) > 0.015) {
        continue;
      }
      const double angle = (x + 0.5) * CV_PI / 180;
      points.push_back(placeOf(better, -share * std::sin(angle), share * std::cos(angle)));
    }
    if (points.size() < 150) {
      return better;
    }
    const cv::RotatedRect fit = cv::fitEllipseDirect(points);
    const double width = fit.size.width / 2.0;
    const double height2 = fit.size.height / 2.0;
    const double radius = radiusOf(seal);
    const bool strayed =
        std::hypot(fit.center.x - seal.centre.x, fit.center.y - seal.centre.y) > 0.1 * radius ||
        std::min(width, height2) < 0.8 * radius || std::max(width, height2) > 1.2 * radius ||
        std::isnan(width) || std::isnan(height2);
    if (strayed) {
      return better;
    }
    better.centre = {fit.center.x, fit.center.y};
    better.outline = width >= height2 ? SealOutline{width, height2, fit.angle}
                                      : SealOutline{height2, width, fit.angle + 90};
    better.radiusMm = seal.radiusMm * radiusOf(better) / radius;
  }
  return better;
}

RingBand titleBand(const Image& picture, const Seal& seal) {
  // A company's code stands further out, the ends of a centre line further in.
  RingBand band{0.83, 0.70, 0, 360};
  constexpr int kColumns = 720;          // half degrees
  constexpr double kLetterShare = 0.28;  // of a usual letter's ink
  constexpr int kWindow = 72;  // letters stand up to 23 degrees apart; the gap at the bottom is 60 and more
  const cv::Mat ink =
      inkOf(remapped(matOf(picture), ringMap(seal, band, kColumns, 32)), finderInk(picture, seal));
  cv::Mat dark = cv::max(kPaperLevel - ink, 0.0);
  cv::Mat profile;
  cv::reduce(dark, profile, 0, cv::REDUCE_AVG);
  std::vector<double> around(kColumns);
  for (int x = 0; x < kColumns; ++x) {
    for (int near = -6; near <= 6; ++near) {
      around[static_cast<std::size_t>(x)] += profile.at<float>(0, (x + near + kColumns) % kColumns) / 13.0;
    }
  }
  auto sorted = around;
  std::sort(sorted.begin(), sorted.end());
  const double level = sorted[kColumns * 17 / 20];  // a title of six letters covers a quarter of the ring
  if (level < 0.01) {
    return {band.outer, band.inner, 0, 0};
  }
  const auto at = [&](int x) {
    return std::min(around[static_cast<std::size_t>((x % kColumns + kColumns) % kColumns)], level);
  };
  int emptiest = 0;
  double least = level * kWindow;
  for (int x = 0; x < kColumns; ++x) {
    double sum = 0;
    for (int step = 0; step < kWindow; ++step) {
      sum += at(x + step);
    }
    if (sum >= least) {
      continue;
    }
    least = sum;
    emptiest = x;
  }
  if (least > 0.6 * level * kWindow) {
    return {band.outer, band.inner, 0, 360};
  }
  int first = emptiest + kWindow / 2;
  int last = first;
  while (first < last + kColumns - 20 && at(first) < kLetterShare * level) {
    ++first;
  }
  int end = last + kColumns;
  while (end > first + 20 && at(end) < kLetterShare * level) {
    --end;
  }
  // The profile is smoothed over six degrees: letters begin three further in.
  return {band.outer, band.inner, (first + 3) / 2.0, (end - 2) / 2.0};
}

Image ringStrip(const Image& picture, const Seal& seal, const RingBand& band, SealInk ink) {
  const cv::Size size = sizeOf(band);
  return greyOf(evened(inkOf(remapped(matOf(picture), ringMap(seal, band, size.width, size.height)), ink)));
}

Image centreStrip(const Image& picture, const Seal& seal, double titleMiddle) {
  // The title's middle is "up"; 180 degrees from six o'clock is up in the picture already.
  const double turn = (titleMiddle - 180) * CV_PI / 180;
  constexpr double kHalfWidth = 0.71;
  constexpr double kTop = 0.34;
  constexpr double kBottom = 0.64;
  const int width = static_cast<int>(2 * kHalfWidth / (kBottom - kTop) * kStripHeight);
  cv::Mat map(kStripHeight, width, CV_32FC2);
  for (int y = 0; y < kStripHeight; ++y) {
    for (int x = 0; x < width; ++x) {
      const double across = kHalfWidth * (2 * (x + 0.5) / width - 1);
      const double down = kTop + (kBottom - kTop) * (y + 0.5) / kStripHeight;
      map.at<cv::Point2f>(y, x) = placeOf(seal, across * std::cos(turn) - down * std::sin(turn),
                                          across * std::sin(turn) + down * std::cos(turn));
    }
  }
  const cv::Mat strip = remapped(matOf(picture), map);
  const cv::Mat ink = inkOf(strip, finderInk(picture, seal));
  const double share = cv::countNonZero(ink < kInkLevel) / static_cast<double>(ink.total());
  if (share < 0.05) {
    return {};
  }
  return greyOf(inkOf(strip, finderInk(picture, seal) == SealInk::Grey ? SealInk::Grey : SealInk::Green));
}

}  // namespace xiaowu::documents
