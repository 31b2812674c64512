// Eyelids, mouth and mask, drawn by the mesh.
#include "drivers/camera/simulator/internal/PersonView.h"

#include "core/image/ImageMat.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace xiaowu::simulator {
namespace {

// Indices of the MediaPipe topology, from the picture's left to its right.
constexpr std::array<std::size_t, 9> kUpperLidLeft{33, 246, 161, 160, 159, 158, 157, 173, 133};
constexpr std::array<std::size_t, 9> kLowerLidLeft{33, 7, 163, 144, 145, 153, 154, 155, 133};
constexpr std::array<std::size_t, 9> kUpperLidRight{362, 398, 384, 385, 386, 387, 388, 466, 263};
constexpr std::array<std::size_t, 9> kLowerLidRight{362, 382, 381, 380, 374, 373, 390, 249, 263};
constexpr std::array<std::size_t, 11> kUpperLip{78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
constexpr std::array<std::size_t, 24> kCovered{234, 93,  132, 58,  172, 136, 150, 149, 176, 148, 152, 377,
                                               400, 378, 379, 365, 397, 288, 361, 323, 454, 347, 6,   118};
constexpr std::size_t kChin = 152;
constexpr std::size_t kUnderNose = 2;

/// The height of a line of mesh points at `x`; outside its ends, that of the end.
double heightAt(const Portrait& portrait, std::span<const std::size_t> line, double x) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto& a = portrait.mesh[line[i - 1]];
    const auto& b = portrait.mesh[line[i]];
    if (x > b.x && i + 1 < line.size()) {
      continue;
    }
    const double share = std::clamp((x - a.x) / std::max(b.x - a.x, 0.01F), 0.0, 1.0);
    return a.y + share * (b.y - a.y);
  }
  return portrait.mesh[line.front()].y;
}

/// Moves a part of the picture: `sourceY(x, y)` says what is shown there.
template <typename F>
void moveRows(const cv::Mat& from, cv::Mat& to, const cv::Rect& part, F&& sourceY) {
  const cv::Rect inside = part & cv::Rect(0, 0, to.cols, to.rows);
  if (inside.empty()) {
    return;
  }
  cv::Mat xs(inside.size(), CV_32F);
  cv::Mat ys(inside.size(), CV_32F);
  for (int x = 0; x < inside.width; ++x) {
    for (int y = 0; y < inside.height; ++y) {
      xs.at<float>(y, x) = static_cast<float>(inside.x + x);
      ys.at<float>(y, x) = static_cast<float>(sourceY(inside.x + x, inside.y + y));
    }
  }
  cv::Mat moved;
  cv::remap(from, moved, xs, ys, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  moved.copyTo(to(inside));
}

/// 0 outside `from` … `to`, 1 inside but for `soft` pixels at both ends.
double softly(double at, double from, double to, double soft) {
  return std::clamp(std::min(at - from, to - at) / soft + 0.5, 0.0, 1.0);
}

/// The upper lid comes down over the eye, lashes and all: skin in the colour of what is around the eye, a
/// little brighter where the eyeball is beneath, and at its edge the lashes' dark line, which lies in the
/// lower lid's curve when the eye is shut. What is left of the old lashes, crease and paint is covered, for
/// the mesh takes it for the lid of an open eye.
void closeEye(const Portrait& portrait, const cv::Mat& from, cv::Mat& to, std::span<const std::size_t> upper,
              std::span<const std::size_t> lower, double share) {
  const double eyes = portrait.eyePixels;
  const double left = portrait.mesh[upper.front()].x;
  const double right = portrait.mesh[upper.back()].x;
  const double above = 0.2 * eyes;
  const double aside = 0.12 * eyes;
  const double top = heightAt(portrait, upper, (left + right) / 2) - 0.5 * eyes;
  const cv::Rect part =
      cv::Rect(cvFloor(left - aside), cvFloor(top), cvCeil(right - left + 2 * aside), cvCeil(eyes)) &
      cv::Rect(0, 0, to.cols, to.rows);
  if (part.empty()) {
    return;
  }
  cv::Mat skin;
  cv::GaussianBlur(from(part), skin, {}, 0.07 * eyes, 0.02 * eyes);
  const int channels = from.channels();
  for (int column = 0; column < part.width; ++column) {
    const double x = part.x + column;
    const double lid = heightAt(portrait, upper, x);
    const double under = std::max(heightAt(portrait, lower, x), lid);
    const double edge = lid + share * 1.1 * (under - lid);
    const auto skinAt = [&](double y) {
      return skin.ptr(std::clamp(cvRound(y) - part.y, 0, skin.rows - 1)) +
             static_cast<std::ptrdiff_t>(column) * channels;
    };
    // The brightest skin between lid and brow: the rest is lashes, crease or paint, which would be spread
    // over the whole lid.
    const auto* upperSkin = skinAt(lid - 0.05 * eyes);
    for (double up = 0.07; up < 0.2; up += 0.02) {
      if (skinAt(lid - up * eyes)[channels - 1] > upperSkin[channels - 1]) {
        upperSkin = skinAt(lid - up * eyes);
      }
    }
    const auto* lowerSkin = skinAt(under + 0.08 * eyes);
    const double across = softly(x, left - aside, right + aside, 0.12 * eyes);
    const int last = std::min(part.br().y - 1, cvCeil(under + 0.06 * eyes));
    for (int y = std::max(part.y, cvFloor(lid - above - 0.03 * eyes)); y <= last; ++y) {
      const double covered = std::clamp((y - lid + above) / (0.14 * eyes), 0.0, 1.0) *
                             std::clamp((edge - y) / 1.5 + 0.5, 0.0, 1.0) * across * std::min(1.0, 3 * share);
      const double down = std::clamp((y - lid + above) / (under - lid + above + 0.035 * eyes), 0.0, 1.0);
      const double bulge = 1 + 0.12 * share * across * std::sin(std::numbers::pi * down);
      const double off = (y - edge) / (0.015 * eyes);
      const double lashes = 0.6 * share * softly(x, left - 0.02 * eyes, right + 0.02 * eyes, 0.04 * eyes) *
                            std::exp(-(off > 0 ? 0.35 : 1.0) * off * off);
      auto* pixel = to.ptr(y) + static_cast<std::ptrdiff_t>(part.x + column) * channels;
      for (int i = 0; i < channels; ++i) {
        const double lidSkin = bulge * ((1 - down) * upperSkin[i] + down * lowerSkin[i]);
        pixel[i] = cv::saturate_cast<uchar>(((1 - covered) * pixel[i] + covered * lidSkin) * (1 - lashes));
      }
    }
  }
}

struct Mouth {
  double left;
  double right;
  double open;    ///< pixels, in the middle
  double bottom;  ///< where the chin's moving ends

  [[nodiscard]] double gap(double x) const {
    const double aside = (x - (left + right) / 2) / ((right - left) / 2);
    return std::abs(aside) >= 1 ? 0 : open * std::sqrt(1 - aside * aside);
  }
  [[nodiscard]] double rise(double x) const { return 0.15 * gap(x); }
  [[nodiscard]] double chin(double x) const {
    const double aside = (x - (left + right) / 2) / (right - left);
    return open * std::exp(-aside * aside * 0.6);
  }
};

/// What shows between the lips: dark, deepest in the middle, a rim of the upper teeth in the shadow of the
/// lip, the tongue below.
void paintInside(const Portrait& portrait, const Mouth& mouth, cv::Mat& to) {
  const bool isGrey = to.channels() == 1;
  const cv::Vec3d deep = isGrey ? cv::Vec3d(24, 24, 24) : cv::Vec3d(14, 11, 24);
  const cv::Vec3d teeth = isGrey ? cv::Vec3d(120, 120, 120) : cv::Vec3d(165, 178, 188);
  const cv::Vec3d tongue = isGrey ? cv::Vec3d(62, 62, 62) : cv::Vec3d(58, 52, 104);
  for (int x = std::max(0, cvFloor(mouth.left)); x <= std::min(to.cols - 1, cvCeil(mouth.right)); ++x) {
    const double gap = mouth.gap(x) + mouth.rise(x);
    const double lip = heightAt(portrait, kUpperLip, x) - mouth.rise(x);
    const double aside = std::abs(x - (mouth.left + mouth.right) / 2) / ((mouth.right - mouth.left) / 2);
    const double teethTo = lip + 0.5 * mouth.open * std::sqrt(std::max(0.0, 1 - 1.7 * aside * aside));
    for (int y = std::max(0, cvFloor(lip)); y <= std::min(to.rows - 1, cvCeil(lip + gap)); ++y) {
      const double inside = softly(y, lip, lip + gap, 2) * std::clamp(gap, 0.0, 1.0);
      const double bright = 0.9 * softly(y, lip - 3, teethTo, 2);
      const double down = std::clamp((y - lip) / std::max(gap, 1.0), 0.0, 1.0);
      const double below =
          0.7 * std::clamp(3 * (down - 0.66), 0.0, 1.0) * std::clamp(1.5 - 2 * aside, 0.0, 1.0);
      const cv::Vec3d colour = (deep * (1 - below) + tongue * below) * (1 - bright) + teeth * bright;
      auto* pixel = to.ptr(y) + static_cast<std::ptrdiff_t>(x) * to.channels();
      for (int i = 0; i < to.channels(); ++i) {
        pixel[i] = cv::saturate_cast<uchar>((1 - inside) * pixel[i] + inside * colour[i]);
      }
    }
  }
}

/// The lower lip and the chin sink; between the lips the inside of the mouth shows.
void openMouth(const Portrait& portrait, const cv::Mat& from, cv::Mat& to, double share) {
  const auto& mesh = portrait.mesh;
  const double chinY = mesh[kChin].y;
  const Mouth mouth{mesh[kUpperLip.front()].x, mesh[kUpperLip.back()].x, 0.42 * share * portrait.eyePixels,
                    chinY + 0.9 * portrait.eyePixels};
  const double reach = 0.5 * (mouth.right - mouth.left) + 0.45 * portrait.eyePixels;
  const double middle = (mouth.left + mouth.right) / 2;
  const double nose = mesh[kUnderNose].y;
  const auto top = static_cast<int>(nose) - 1;
  const cv::Rect part(static_cast<int>(middle - reach), top, static_cast<int>(2 * reach),
                      static_cast<int>(mouth.bottom) - top);
  moveRows(from, to, part, [&](double x, double y) {
    const double lip = heightAt(portrait, kUpperLip, x);
    const double rise = mouth.rise(x);
    if (y <= lip - rise) {
      return y <= nose ? y : nose + (y - nose) * (lip - nose) / std::max(lip - rise - nose, 1.0);
    }
    if (y <= lip) {
      return lip;  // inside the mouth: painted below
    }
    const double full =
        std::max(mouth.gap(x), mouth.chin(x) * std::clamp((y - lip) / (0.5 * portrait.eyePixels), 0.0, 1.0));
    const double sideways = std::clamp((reach - std::abs(x - middle)) / (0.3 * portrait.eyePixels), 0.0, 1.0);
    const double falling = std::clamp((mouth.bottom - y) / (mouth.bottom - chinY), 0.0, 1.0);
    return std::max(y - full * sideways * falling, lip);
  });
  paintInside(portrait, mouth, to);
}

/// A surgical mask: light blue cloth with pleats, a little brighter in the middle; bright in near infrared
/// too.
Image covered(const Portrait& portrait, const Image& picture) {
  cv::Mat look = matOf(picture).clone();
  std::vector<cv::Point> outline;
  outline.reserve(kCovered.size());
  for (const auto index : kCovered) {
    outline.emplace_back(cvRound(portrait.mesh[index].x), cvRound(portrait.mesh[index].y));
  }
  cv::Mat shape(look.size(), CV_8UC1, cv::Scalar(0));
  cv::fillPoly(shape, std::vector<std::vector<cv::Point>>{outline}, 255, cv::LINE_AA);
  cv::GaussianBlur(shape, shape, {}, 1.2);
  const cv::Scalar cloth = look.channels() == 1 ? cv::Scalar(150) : cv::Scalar(205, 188, 160);
  const double middle = portrait.face.left + portrait.face.width / 2;
  for (int y = 0; y < look.rows; ++y) {
    for (int x = 0; x < look.cols; ++x) {
      const double share = shape.at<uchar>(y, x) / 255.0;
      if (share <= 0) {
        continue;
      }
      const double aside = (x - middle) / (0.5 * portrait.face.width);
      const double shade =
          (1.06 - 0.28 * aside * aside) * (1 + 0.06 * std::sin(y * 0.42) * std::exp(-2 * aside * aside));
      auto* pixel = look.ptr(y) + static_cast<std::ptrdiff_t>(x) * look.channels();
      for (int i = 0; i < look.channels(); ++i) {
        pixel[i] = cv::saturate_cast<uchar>((1 - share) * pixel[i] + share * shade * cloth[i]);
      }
    }
  }
  return imageOf(look);
}

}  // namespace

Image withExpression(const Portrait& portrait, const Image& picture, const Posture& posture) {
  if (posture.blink <= 0 && posture.mouth <= 0) {
    return picture;
  }
  const cv::Mat from = matOf(picture);
  cv::Mat to = from.clone();
  if (posture.blink > 0) {
    closeEye(portrait, from, to, kUpperLidLeft, kLowerLidLeft, posture.blink);
    closeEye(portrait, from, to, kUpperLidRight, kLowerLidRight, posture.blink);
  }
  if (posture.mouth > 0) {
    openMouth(portrait, from, to, posture.mouth);
  }
  return imageOf(to);
}

Portrait maskedOf(const Portrait& portrait) {
  Portrait masked = portrait;
  masked.picture = covered(portrait, portrait.picture);
  masked.nir = covered(portrait, portrait.nir);
  return masked;
}

}  // namespace xiaowu::simulator
