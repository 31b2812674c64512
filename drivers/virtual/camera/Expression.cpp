// Eyelids, mouth and mask, drawn by the mesh.
#include "drivers/virtual/camera/PersonView.h"
#include "drivers/virtual/camera/Pictures.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace xiaowu::virtualdevices {
namespace {

// Indices of the MediaPipe topology, from the picture's left to its right.
constexpr std::array<std::size_t, 9> kUpperLidLeft{33, 246, 161, 160, 159, 158, 157, 173, 133};
constexpr std::array<std::size_t, 9> kLowerLidLeft{33, 7, 163, 144, 145, 153, 154, 155, 133};
constexpr std::array<std::size_t, 9> kUpperLidRight{362, 398, 384, 385, 386, 387, 388, 466, 263};
constexpr std::array<std::size_t, 9> kLowerLidRight{362, 382, 381, 380, 374, 373, 390, 249, 263};
constexpr std::array<std::size_t, 11> kUpperLip{78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
constexpr std::array<std::size_t, 24> kCovered{234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 347, 6, 118};
constexpr std::size_t kChin = 152;

/// The height of a line of mesh points at `x`; outside its ends, that of the end.
double heightAt(const Portrait& portrait, std::span<const std::size_t> line, double x) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto& a = portrait.mesh[line[i - 1]];
    const auto& b = portrait.mesh[line[i]];
    if (x > b.x && i + 1 < line.size()) continue;
    const double share = std::clamp((x - a.x) / std::max(b.x - a.x, 0.01F), 0.0, 1.0);
    return a.y + share * (b.y - a.y);
  }
  return portrait.mesh[line.front()].y;
}

/// Moves a part of the picture: `sourceY(x, y)` says what is shown there.
template <typename F>
void moveRows(const cv::Mat& from, cv::Mat& to, const cv::Rect& part, F&& sourceY) {
  const cv::Rect inside = part & cv::Rect(0, 0, to.cols, to.rows);
  if (inside.empty()) return;
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

/// The upper lid comes down and the lower one up a little; the plain skin under the brow is stretched after it, lashes and their shadow keep their width.
void closeEye(const Portrait& portrait, const cv::Mat& from, cv::Mat& to, std::span<const std::size_t> upper, std::span<const std::size_t> lower, double share) {
  const double left = portrait.mesh[upper.front()].x;
  const double right = portrait.mesh[upper.back()].x;
  const double skin = 0.13 * portrait.eyePixels;
  const double lashes = 0.05 * portrait.eyePixels;
  const double below = 0.10 * portrait.eyePixels;
  const auto top = static_cast<int>(heightAt(portrait, upper, (left + right) / 2) - skin - 4);
  const auto bottom = static_cast<int>(heightAt(portrait, lower, (left + right) / 2) + below + 6);
  const cv::Rect part(static_cast<int>(left) - 3, top, static_cast<int>(right - left) + 7, bottom - top);
  moveRows(from, to, part, [&](double x, double y) {
    const double lid = heightAt(portrait, upper, x);
    const double under = std::max(heightAt(portrait, lower, x), lid);
    const double gap = under - lid;
    const double crease = lid - skin;
    const double line = lid + share * (0.75 * gap);   // where the lids' edges are now
    const double rim = under - share * 0.25 * gap;
    if (y <= crease || y >= under + below) return y;
    if (y >= rim) return under + (y - rim) * below / (under + below - rim);
    if (y >= line) return lid + (y - line) / std::max(rim - line, 0.1) * gap;
    const double edge = line - std::min(0.5 * lashes, 0.3 * (line - crease));
    const double plain = lid - lashes;
    return y < edge ? crease + (y - crease) / (edge - crease) * (plain - crease) : plain + (y - edge) / (line - edge) * (lid - plain);
  });
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
  [[nodiscard]] double chin(double x) const {
    const double aside = (x - (left + right) / 2) / (right - left);
    return open * std::exp(-aside * aside * 1.4);
  }
};

/// The lower lip and the chin sink; between the lips it is dark, under a rim of teeth.
void openMouth(const Portrait& portrait, const cv::Mat& from, cv::Mat& to, double share) {
  const auto& mesh = portrait.mesh;
  const double chinY = mesh[kChin].y;
  const Mouth mouth{mesh[kUpperLip.front()].x, mesh[kUpperLip.back()].x, 0.42 * share * portrait.eyePixels, chinY + 0.9 * portrait.eyePixels};
  const double reach = 0.5 * (mouth.right - mouth.left) + 0.45 * portrait.eyePixels;
  const double middle = (mouth.left + mouth.right) / 2;
  const auto top = static_cast<int>(heightAt(portrait, kUpperLip, middle)) - 12;
  const cv::Rect part(static_cast<int>(middle - reach), top, static_cast<int>(2 * reach), static_cast<int>(mouth.bottom) - top);
  moveRows(from, to, part, [&](double x, double y) {
    const double lip = heightAt(portrait, kUpperLip, x);
    if (y <= lip) return y;
    const double full = std::max(mouth.gap(x), mouth.chin(x) * std::clamp((y - lip) / (0.5 * portrait.eyePixels), 0.0, 1.0));
    const double sideways = std::clamp((reach - std::abs(x - middle)) / (0.3 * portrait.eyePixels), 0.0, 1.0);
    const double falling = std::clamp((mouth.bottom - y) / (mouth.bottom - chinY), 0.0, 1.0);
    return std::max(y - full * sideways * falling, lip);
  });
  std::vector<cv::Point> hole;
  hole.reserve(2 * static_cast<std::size_t>(std::max(mouth.right - mouth.left, 0.0) + 2));
  const int first = cvRound(mouth.left);
  const int last = cvRound(mouth.right);
  for (int x = first; x <= last; ++x) hole.emplace_back(x, cvRound(heightAt(portrait, kUpperLip, x)));
  for (int x = last; x >= first; --x) hole.emplace_back(x, cvRound(heightAt(portrait, kUpperLip, x) + mouth.gap(x)));
  cv::Mat inside(to.size(), CV_8UC1, cv::Scalar(0));
  cv::fillPoly(inside, std::vector<std::vector<cv::Point>>{hole}, 255, cv::LINE_AA);
  to.setTo(to.channels() == 1 ? cv::Scalar(38) : cv::Scalar(34, 28, 58), inside);
  const cv::Point teeth(cvRound(middle), cvRound(heightAt(portrait, kUpperLip, middle)));
  cv::Mat rim(to.size(), CV_8UC1, cv::Scalar(0));
  cv::ellipse(rim, teeth, cv::Size(cvRound(0.32 * (mouth.right - mouth.left)), cvRound(0.22 * mouth.open)), 0, 0, 360, 255, -1, cv::LINE_AA);
  to.setTo(to.channels() == 1 ? cv::Scalar(120) : cv::Scalar(150, 165, 172), rim & inside);
}

/// A surgical mask: light blue cloth with pleats, a little brighter in the middle; bright in near infrared too.
Image covered(const Portrait& portrait, const Image& picture) {
  cv::Mat look = matOf(picture).clone();
  std::vector<cv::Point> outline;
  outline.reserve(kCovered.size());
  for (const auto index : kCovered) outline.emplace_back(cvRound(portrait.mesh[index].x), cvRound(portrait.mesh[index].y));
  cv::Mat shape(look.size(), CV_8UC1, cv::Scalar(0));
  cv::fillPoly(shape, std::vector<std::vector<cv::Point>>{outline}, 255, cv::LINE_AA);
  cv::GaussianBlur(shape, shape, {}, 1.2);
  const cv::Scalar cloth = look.channels() == 1 ? cv::Scalar(150) : cv::Scalar(205, 188, 160);
  const double middle = portrait.face.left + portrait.face.width / 2;
  for (int y = 0; y < look.rows; ++y) {
    for (int x = 0; x < look.cols; ++x) {
      const double share = shape.at<uchar>(y, x) / 255.0;
      if (share <= 0) continue;
      const double aside = (x - middle) / (0.5 * portrait.face.width);
      const double shade = (1.06 - 0.28 * aside * aside) * (1 + 0.06 * std::sin(y * 0.42) * std::exp(-2 * aside * aside));
      auto* pixel = look.ptr(y) + static_cast<std::ptrdiff_t>(x) * look.channels();
      for (int i = 0; i < look.channels(); ++i) pixel[i] = cv::saturate_cast<uchar>((1 - share) * pixel[i] + share * shade * cloth[i]);
    }
  }
  return imageOf(look);
}

}  // namespace

Image withExpression(const Portrait& portrait, const Image& picture, const Posture& posture) {
  if (posture.blink <= 0 && posture.mouth <= 0) return picture;
  const cv::Mat from = matOf(picture);
  cv::Mat to = from.clone();
  if (posture.blink > 0) {
    closeEye(portrait, from, to, kUpperLidLeft, kLowerLidLeft, posture.blink);
    closeEye(portrait, from, to, kUpperLidRight, kLowerLidRight, posture.blink);
  }
  if (posture.mouth > 0) openMouth(portrait, from, to, posture.mouth);
  return imageOf(to);
}

Portrait maskedOf(const Portrait& portrait) {
  Portrait masked = portrait;
  masked.picture = covered(portrait, portrait.picture);
  masked.nir = covered(portrait, portrait.nir);
  return masked;
}

}  // namespace xiaowu::virtualdevices
