#include "drivers/camera/simulator/internal/Sheets.h"

#include "core/image/ImageMat.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace xiaowu::simulator {
namespace {

constexpr double kScale = Sheet::kPixelsPerMillimetre;
constexpr int kAround = 70;  // pixels beside the sheet, for the hand
constexpr int kSheetStep = 4;

/// The portrait's part that is printed: head and shoulders, `size` times as large as life.
cv::Mat photoOf(const Portrait& portrait, double size) {
  const auto& face = portrait.face;
  const cv::Rect2d wanted(face.left - 0.36 * face.width, face.top - 0.40 * face.height, 1.72 * face.width,
                          1.80 * face.height);
  const cv::Rect part = cv::Rect(wanted) & cv::Rect(0, 0, Portrait::kWidth, Portrait::kHeight);
  const double scale = kScale * portrait.distance / SimulatorEye::visible().geometry().fx * size;
  cv::Mat photo;
  cv::resize(matOf(portrait.picture)(part), photo, {}, scale, scale, cv::INTER_LINEAR);
  return photo;
}

/// Ink on paper: less contrast and colour, soft, with a trace of the printer's dots.
void print(cv::Mat& photo, const Variation& variation) {
  cv::GaussianBlur(photo, photo, {}, 1.0 + 0.5 * variation.wear);
  cv::Mat grey;
  cv::cvtColor(photo, grey, cv::COLOR_BGR2GRAY);
  cv::cvtColor(grey, grey, cv::COLOR_GRAY2BGR);
  cv::addWeighted(photo, 0.85 - 0.25 * variation.wear, grey, 0.15 + 0.25 * variation.wear, 0, photo);
  photo.convertTo(photo, -1, 0.80 - 0.12 * variation.wear, 30 + 14 * variation.wear);
  for (int y = 0; y < photo.rows; ++y) {
    auto* row = photo.ptr<cv::Vec3b>(y);
    for (int x = y % 3; x < photo.cols; x += 3) {
      row[x] *= 0.94;
    }
  }
}

/// Light that glances off paper or glass: a soft bright band from corner to corner.
void addGlare(cv::Mat& sheet, double strength, double place) {
  for (int y = 0; y < sheet.rows; ++y) {
    auto* row = sheet.ptr<cv::Vec3b>(y);
    for (int x = 0; x < sheet.cols; ++x) {
      const double across = (static_cast<double>(x) / sheet.cols + 0.5 * y / sheet.rows) / 1.5 - place;
      const double light = 255 * strength * std::exp(-across * across * 30);
      for (int i = 0; i < 3; ++i) {
        row[x][i] = cv::saturate_cast<uchar>(row[x][i] + light);
      }
    }
  }
}

/// A display: bluish, steep, a little too bright.
void showOnScreen(cv::Mat& photo) {
  cv::Mat curve(1, 256, CV_8UC1);
  for (int i = 0; i < 256; ++i) {
    curve.at<uchar>(i) = cv::saturate_cast<uchar>(262 * std::pow(i / 255.0, 1.18));
  }
  cv::LUT(photo, curve, photo);
  cv::multiply(photo, cv::Scalar(1.17, 1.04, 0.95), photo);
}

/// A bent sheet turns its sides away from the light.
void shade(cv::Mat& sheet, double radius, bool isAcross) {
  for (int y = 0; y < sheet.rows; ++y) {
    for (int x = 0; x < sheet.cols; ++x) {
      const double along = (isAcross ? y - sheet.rows / 2.0 : x - sheet.cols / 2.0) / kScale;
      const double facing = 0.35 + 0.65 * std::cos(std::min(std::abs(along / radius), 1.5));
      auto* pixel = sheet.ptr(y) + static_cast<std::ptrdiff_t>(x) * sheet.channels();
      for (int i = 0; i < sheet.channels(); ++i) {
        pixel[i] = cv::saturate_cast<uchar>(pixel[i] * facing);
      }
    }
  }
}

struct Layers {
  cv::Mat colour;
  cv::Mat nir;
  cv::Mat alpha;
};

/// Thumb over the lower corners, the rest of the fist below the edge.
void addHands(Layers& layers, const cv::Rect& paper) {
  for (const int side : {-1, 1}) {
    const int x = side < 0 ? paper.x + 8 : paper.x + paper.width - 8;
    const int y = paper.y + paper.height;
    const auto put = [&](cv::Point at, cv::Size half, double angle, double light) {
      cv::ellipse(layers.colour, at, half, angle, 0, 360, cv::Scalar(118, 146, 196) * light, -1, cv::LINE_AA);
      cv::ellipse(layers.nir, at, half, angle, 0, 360, cv::Scalar(150 * light), -1, cv::LINE_AA);
      cv::ellipse(layers.alpha, at, half, angle, 0, 360, cv::Scalar(255), -1, cv::LINE_AA);
    };
    put({x - 6 * side, y + 34}, {36, 30}, 0, 0.82);
    put({x - 10 * side, y - 6}, {11, 30}, 18.0 * side, 1.0);
  }
}

Layers bordered(const cv::Mat& colour, const cv::Mat& nir, int sides, int ends, const cv::Scalar& colourOf,
                double nirOf) {
  Layers layers;
  cv::copyMakeBorder(colour, layers.colour, ends, ends, sides, sides, cv::BORDER_CONSTANT, colourOf);
  cv::copyMakeBorder(nir, layers.nir, ends, ends, sides, sides, cv::BORDER_CONSTANT, cv::Scalar(nirOf));
  layers.alpha = cv::Mat(layers.colour.size(), CV_8UC1, cv::Scalar(255));
  return layers;
}

/// What near infrared shows of ink: printers' colours are nearly clear at 850 nm, their black is not.
cv::Mat inkInNir(const cv::Mat& photo, double ink) {
  cv::Mat grey;
  cv::transform(photo, grey, cv::Matx13f(0.3F, 0.4F, 0.3F));
  constexpr double kPaper = 165;
  grey.convertTo(grey, CV_8U, kPaper / 255 * ink, kPaper * (1 - ink));
  return grey;
}

Layers printLayers(const Portrait& portrait, const Scene& scene) {
  auto photo = photoOf(portrait, scene.variation.size);
  print(photo, scene.variation);
  auto layers = bordered(photo, inkInNir(photo, scene.variation.ink), 14, 14, cv::Scalar(222, 228, 230), 165);
  addGlare(layers.colour, 0.05 + 0.12 * scene.variation.wear, 0.3 + 0.4 * scene.variation.wear);
  return layers;
}

Layers screenLayers(const Portrait& portrait, const Scene& scene) {
  auto photo = photoOf(portrait, scene.variation.size);
  showOnScreen(photo);
  // A display sends nothing in near infrared; its glass gives back a little of the LEDs.
  auto layers =
      bordered(photo, cv::Mat(photo.size(), CV_8UC1, cv::Scalar(13)), 12, 26, cv::Scalar(20, 18, 18), 24);
  cv::Mat glint(layers.nir.size(), CV_8UC1, cv::Scalar(0));
  cv::circle(glint, {cvRound(0.3 * glint.cols), cvRound(0.2 * glint.rows)}, 9, cv::Scalar(210), -1,
             cv::LINE_AA);
  cv::GaussianBlur(glint, glint, {}, 6);
  layers.nir += glint;
  addGlare(layers.colour, 0.06 + 0.10 * scene.variation.wear, 0.2 + 0.5 * scene.variation.wear);
  return layers;
}

Layers filmedLayers(const Portrait& portrait, const Scene& scene) {
  const double scale = kScale * portrait.distance / SimulatorEye::visible().geometry().fx;
  cv::Mat photo;
  cv::resize(matOf(portrait.picture), photo, {}, scale, scale, cv::INTER_LINEAR);
  return {photo, inkInNir(photo, scene.variation.ink), cv::Mat(photo.size(), CV_8UC1, cv::Scalar(255))};
}

void widen(Layers& layers) {
  const auto grow = [](cv::Mat& picture) {
    cv::copyMakeBorder(picture, picture, kAround, kAround, kAround, kAround, cv::BORDER_CONSTANT,
                       cv::Scalar::all(0));
  };
  grow(layers.colour);
  grow(layers.nir);
  grow(layers.alpha);
}

struct Held {
  Rotation turn;
  Vector3 middle;
};

Held heldOf(const Sheet& sheet, const Posture& hand, const Variation& variation) {
  return {Rotation::of(hand.yaw, hand.pitch, hand.roll),
          Vector3{variation.aside, variation.down + 4, sheet.distance - variation.nearer} + hand.sway};
}

cv::Matx33d flatMap(const Sheet& sheet, const Held& held, const SimulatorEye& eye) {
  const double w = sheet.colour.width;
  const double h = sheet.colour.height;
  const double corners[4][2] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
  cv::Point2f from[4];
  cv::Point2f to[4];
  for (int i = 0; i < 4; ++i) {
    const Vector3 onSheet{(corners[i][0] - w / 2) / kScale, (corners[i][1] - h / 2) / kScale, 0};
    const auto seen = eye.project(held.turn.apply(onSheet) + held.middle);
    from[i] = {static_cast<float>(corners[i][0]), static_cast<float>(corners[i][1])};
    to[i] = {static_cast<float>(seen.x), static_cast<float>(seen.y)};
  }
  return cv::getPerspectiveTransform(from, to);
}

/// Where the ray through each pixel meets the bent sheet: the sheet's own pixel, measured along the paper.
cv::Mat bentMap(const Sheet& sheet, const Held& held, const SimulatorEye& eye) {
  const double radius = sheet.radius;
  const auto origin = held.turn.undo(eye.centre() - held.middle);
  cv::Mat coarse(480 / kSheetStep, 640 / kSheetStep, CV_32FC2);
  for (int row = 0; row < coarse.rows; ++row) {
    for (int column = 0; column < coarse.cols; ++column) {
      constexpr double kHalf = (kSheetStep - 1) / 2.0;
      const auto ray = held.turn.undo(eye.ray(kSheetStep * column + kHalf, kSheetStep * row + kHalf));
      // `around` is the way across the cylinder, `along` its axis; the sheet's middle touches (0, 0, 0) and
      // curves away from the camera (or towards it).
      const double o = sheet.isAcross ? origin.y : origin.x;
      const double d = sheet.isAcross ? ray.y : ray.x;
      const double a = d * d + ray.z * ray.z;
      const double b = o * d + (origin.z - radius) * ray.z;
      const double c = o * o + (origin.z - radius) * (origin.z - radius) - radius * radius;
      const double root = std::sqrt(std::max(b * b - a * c, 0.0));
      const double t = (-b + (radius > 0 ? -root : root)) / a;
      const double depth = origin.z + t * ray.z;
      const double angle = std::atan2(o + t * d, radius > 0 ? radius - depth : depth - radius);
      const double around = std::abs(radius) * angle * kScale;
      const double along = (sheet.isAcross ? origin.x + t * ray.x : origin.y + t * ray.y) * kScale;
      coarse.at<cv::Vec2f>(row, column) = {
          static_cast<float>(sheet.colour.width / 2.0 + (sheet.isAcross ? along : around)),
          static_cast<float>(sheet.colour.height / 2.0 + (sheet.isAcross ? around : along))};
    }
  }
  cv::Mat map;
  cv::resize(coarse, map, {640, 480}, 0, 0, cv::INTER_LINEAR);
  return map;
}

/// The lines that a camera's pixels and a display's make together; they run when either moves.
void addMoire(cv::Mat& picture, const cv::Mat& alpha, std::int64_t tick) {
  static const cv::Mat pattern = [] {
    cv::Mat waves(480 + 64, 640 + 64, CV_8UC3);
    for (int y = 0; y < waves.rows; ++y) {
      for (int x = 0; x < waves.cols; ++x) {
        const double first = std::sin(0.55 * x + 0.13 * y + 1.5 * std::sin(0.011 * y));
        const double second = std::sin(0.09 * x - 0.47 * y);
        waves.at<cv::Vec3b>(y, x) = cv::Vec3b(cv::saturate_cast<uchar>(128 + 8 * first - 3 * second),
                                              cv::saturate_cast<uchar>(128 - 5 * first + 5 * second),
                                              cv::saturate_cast<uchar>(128 + 5 * first + 6 * second));
      }
    }
    return waves;
  }();
  cv::Mat lined;
  cv::multiply(
      picture,
      pattern(cv::Rect(static_cast<int>(tick * 23 % 64), static_cast<int>(tick * 11 % 64), 640, 480)), lined,
      1 / 128.0);
  lined.copyTo(picture, alpha);
}

Layers layersOf(const Portrait& portrait, const Scene& scene) {
  switch (scene.presentation) {
    case Presentation::Filmed: return filmedLayers(portrait, scene);
    case Presentation::Screen: return screenLayers(portrait, scene);
    default: return printLayers(portrait, scene);
  }
}

}  // namespace

bool isSheet(Presentation presentation) {
  return presentation != Presentation::Live && presentation != Presentation::Mask;
}

Sheet makeSheet(const Portrait& portrait, const Scene& scene) {
  const auto& variation = scene.variation;
  Sheet sheet;
  const bool isFilmed = scene.presentation == Presentation::Filmed;
  auto layers = layersOf(portrait, scene);
  if (scene.presentation == Presentation::Bent) {
    sheet.radius = variation.bend;
    sheet.isAcross = variation.isBentAcross;
    shade(layers.colour, sheet.radius, sheet.isAcross);
    shade(layers.nir, sheet.radius, sheet.isAcross);
  }
  if (!isFilmed) {
    const cv::Rect paper(kAround, kAround, layers.colour.cols, layers.colour.rows);
    widen(layers);
    addHands(layers, paper);
  }
  cv::GaussianBlur(layers.alpha, layers.alpha, {}, 0.7);
  constexpr double kFaceAcross = 210;  // pixels in the frame: the whole sheet is in view then
  sheet.distance =
      portrait.distance * (isFilmed ? 1 : variation.size * std::max(1.0, portrait.face.width / kFaceAcross));
  const double near = 475 / sheet.distance;
  layers.nir.convertTo(layers.nir, -1, std::min(near * near, 1.4));
  sheet.colour = imageOf(layers.colour);
  sheet.nir = imageOf(layers.nir);
  sheet.alpha = imageOf(layers.alpha);
  return sheet;
}

void addSheet(cv::Mat& picture, const Sheet& sheet, const Posture& hand, const Scene& scene,
              const SimulatorEye& eye, std::int64_t tick) {
  const auto held = heldOf(sheet, hand, scene.variation);
  const bool isVisible = picture.channels() == 3;
  const cv::Mat look = matOf(isVisible ? sheet.colour : sheet.nir);
  cv::Mat seen;
  cv::Mat alpha;
  if (sheet.radius == 0) {
    const auto map = flatMap(sheet, held, eye);
    cv::warpPerspective(look, seen, map, picture.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::warpPerspective(matOf(sheet.alpha), alpha, map, picture.size(), cv::INTER_LINEAR);
  } else {
    const auto map = bentMap(sheet, held, eye);
    cv::remap(look, seen, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::remap(matOf(sheet.alpha), alpha, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
  }
  if (isVisible && scene.presentation == Presentation::Screen) {
    addMoire(seen, alpha, tick);
  }
  if (isVisible) {
    cv::cvtColor(alpha, alpha, cv::COLOR_GRAY2BGR);
  }
  cv::multiply(seen, alpha, seen, 1 / 255.0);
  cv::multiply(picture, cv::Scalar::all(255) - alpha, picture, 1 / 255.0);
  picture += seen;
}

}  // namespace xiaowu::simulator
