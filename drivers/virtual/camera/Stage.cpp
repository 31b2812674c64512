#include "drivers/virtual/camera/Stage.h"

#include "drivers/virtual/camera/Portraits.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <map>
#include <mutex>

namespace xiaowu::virtualdevices {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 480;
constexpr int kNoiseSpare = 128;
constexpr double kNoiseUnit = 16;
constexpr double kFramesPerSecond = 25;

/// The cabin's wall: panels with a soft light from above.
cv::Mat drawWall() {
  cv::Mat wall(kHeight, kWidth, CV_8UC3);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const double light = 205 - 0.09 * y - 0.05 * std::abs(x - kWidth / 2) - (x % 160 < 2 ? 25 : 0);
      wall.at<cv::Vec3b>(y, x) = cv::Vec3b(cv::saturate_cast<uchar>(light * 0.95), cv::saturate_cast<uchar>(light * 0.98), cv::saturate_cast<uchar>(light));
    }
  }
  cv::GaussianBlur(wall, wall, {}, 1.5);
  return wall;
}

/// LEDs light what is near: 255 is once and a quarter the visible brightness.
cv::Mat drawNirLight() {
  cv::Mat light(kHeight, kWidth, CV_8UC1);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const double distance = std::hypot((x - kWidth / 2) / 170.0, (y - 225) / 190.0);
      light.at<uchar>(y, x) = cv::saturate_cast<uchar>(204 * (0.32 + 0.78 * std::exp(-0.5 * distance * distance)));
    }
  }
  return light;
}

/// Somebody who stands still: a few pixels of sway, breath and nod. `where` moves the whole person, `size` 1 is face width 175.
cv::Matx23d motionOf(double time, double phase, cv::Point2d where, double size) {
  const double turn = 0.025 * std::sin(1.46 * time + phase);
  const double scale = size * (1 + 0.015 * std::sin(2.03 * time + 2 * phase));
  const double dx = where.x + 5 * std::sin(1.1 * time + phase) + 2 * std::sin(2.7 * time);
  const double dy = where.y + 3 * std::sin(0.9 * time + 3 * phase) + 1.5 * std::sin(2.3 * time);
  const double a = scale * std::cos(turn);
  const double b = scale * std::sin(turn);
  const double cx = Portrait::kWidth / 2.0;
  const double cy = Portrait::kHeight / 2.0;
  return {a, -b, kWidth / 2.0 + dx - a * cx + b * cy, b, a, kHeight / 2.0 + dy - b * cx - a * cy};
}

void blend(cv::Mat& picture, const cv::Mat& layer, const cv::Mat& alpha) {
  cv::Mat over;
  cv::multiply(layer, alpha, over, 1.0 / 255);
  cv::multiply(picture, cv::Scalar::all(255) - alpha, picture, 1.0 / 255);
  picture += over;
}

cv::Mat matOf(const Image& image) { return {image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.data())}; }

Image imageOf(const cv::Mat& picture) {
  return Image::of(picture.cols, picture.rows, picture.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8, Bytes(picture.datastart, picture.dataend));
}

/// What comes out of a printer: less contrast, a trace of dots, a white margin.
cv::Mat printOf(const cv::Mat& photo) {
  cv::Mat print;
  cv::GaussianBlur(photo, print, {}, 1.0);
  print.convertTo(print, -1, 0.78, 32);
  for (int y = 0; y < print.rows; ++y) {
    for (int x = 0; x < print.cols; ++x) {
      if ((x + y) % 4 == 0) print.at<cv::Vec3b>(y, x) = print.at<cv::Vec3b>(y, x) * 0.93;
    }
  }
  cv::copyMakeBorder(print, print, 14, 14, 14, 14, cv::BORDER_CONSTANT, cv::Scalar(228, 232, 233));
  return print;
}

/// What a telephone shows: bluish, glossy, lines of pixels, a black frame.
cv::Mat screenOf(const cv::Mat& photo) {
  cv::Mat screen;
  cv::multiply(photo, cv::Scalar(1.18, 1.05, 0.95), screen);
  for (int y = 0; y < screen.rows; ++y) {
    if (y % 3 == 0) screen.row(y) *= 0.85;
  }
  for (int x = 0; x < screen.cols; ++x) {
    if (x % 5 == 0) screen.col(x) *= 0.92;
  }
  cv::copyMakeBorder(screen, screen, 22, 22, 10, 10, cv::BORDER_CONSTANT, cv::Scalar(18, 16, 16));
  return screen;
}

}  // namespace

struct Stage::Canvas {
  explicit Canvas(std::filesystem::path faces) : facesFolder(std::move(faces)), noise(kHeight + kNoiseSpare, kWidth + kNoiseSpare, CV_16SC3) {
    cv::setNumThreads(1);  // as in the rest of the kiosk: two cores are not to be fought over
    random.fill(noise, cv::RNG::NORMAL, 0, kNoiseUnit);
    cv::extractChannel(noise, greyNoise, 1);
    for (int i = 0; i < 256; ++i) nirCurve.at<uchar>(i) = cv::saturate_cast<uchar>(255 * std::pow(i / 255.0, 0.8));
  }

  cv::Mat base(const Scene& scene, std::int64_t tick);
  void addPerson(cv::Mat& picture, const Portrait& portrait, const cv::Matx23d& motion, bool isMasked);
  void addPrint(cv::Mat& picture, const Portrait& portrait, double time, bool isScreen);
  Image finishRgb(const cv::Mat& base, const Scene& scene, std::int64_t tick);
  Image finishNir(const cv::Mat& base, const Scene& scene);
  cv::Rect noiseWindow() { return {random.uniform(0, kNoiseSpare), random.uniform(0, kNoiseSpare), kWidth, kHeight}; }

  std::filesystem::path facesFolder;
  std::mutex mutex;
  std::map<std::string, Portrait> portraits;
  const cv::Mat wall = drawWall();
  const cv::Mat nirLight = drawNirLight();
  cv::Mat noise;  ///< larger than a frame: a random window of it is one frame's noise
  cv::Mat greyNoise;
  cv::Mat nirCurve = cv::Mat(1, 256, CV_8UC1);  // braces would make a list of three numbers
  cv::RNG random{20240601};
  Scene drawnScene;
  std::int64_t drawnTick = -1;
  cv::Mat drawn;
};

Stage::Stage(std::filesystem::path facesFolder) : m_canvas(std::make_unique<Canvas>(std::move(facesFolder))) {}
Stage::~Stage() = default;

Result<void> Stage::prepare(const std::string& personId) {
  const std::lock_guard lock(m_canvas->mutex);
  if (m_canvas->portraits.contains(personId)) return {};
  try {
    auto loaded = loadPortrait(m_canvas->facesFolder, personId);
    if (!loaded) return fail(loaded.error());
    m_canvas->portraits.emplace(personId, std::move(*loaded));
    return {};
  } catch (const std::exception& error) {
    return fail("twin.faces", Fault::Bug, error.what());
  }
}

Image Stage::draw(const Scene& scene, CameraStream stream, std::int64_t tick) {
  const std::lock_guard lock(m_canvas->mutex);
  const auto picture = m_canvas->base(scene, tick);
  return stream == CameraStream::Rgb ? m_canvas->finishRgb(picture, scene, tick) : m_canvas->finishNir(picture, scene);
}

cv::Mat Stage::Canvas::base(const Scene& scene, std::int64_t tick) {
  if (tick == drawnTick && scene == drawnScene) return drawn;
  const double time = static_cast<double>(tick) / kFramesPerSecond;
  const bool isFlat = scene.presentation == Presentation::Photo || scene.presentation == Presentation::Screen;
  const cv::Rect frame(Portrait::kMargin, Portrait::kMargin, kWidth, kHeight);
  cv::Mat picture = scene.person.empty() || isFlat ? wall.clone() : matOf(portraits.at(scene.person).background)(frame).clone();
  const double aside = scene.second.empty() ? 0 : -120;
  if (!scene.second.empty()) addPerson(picture, portraits.at(scene.second), motionOf(time, 2.1, {170, -25}, 0.85), false);
  if (!scene.person.empty()) {
    if (isFlat) addPrint(picture, portraits.at(scene.person), time, scene.presentation == Presentation::Screen);
    else addPerson(picture, portraits.at(scene.person), motionOf(time, 0, {aside, 0}, 1), scene.presentation == Presentation::Mask);
  }
  drawn = picture;
  drawnTick = tick;
  drawnScene = scene;
  return drawn;
}

void Stage::Canvas::addPerson(cv::Mat& picture, const Portrait& portrait, const cv::Matx23d& motion, bool isMasked) {
  cv::Mat layer = matOf(portrait.layer);
  if (isMasked) {
    layer = layer.clone();
    const cv::Point mouth(Portrait::kWidth / 2, Portrait::kHeight / 2 - 15 + cvRound(portrait.faceHeight * 0.28));
    const cv::Size half(Portrait::kFaceWidth * 45 / 100, cvRound(portrait.faceHeight * 0.25));
    cv::ellipse(layer, mouth, half, 0, 0, 360, cv::Scalar(214, 196, 172), -1, cv::LINE_AA);
  }
  cv::Mat moved;
  cv::Mat alpha;
  cv::warpAffine(layer, moved, motion, picture.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::warpAffine(matOf(portrait.alpha), alpha, motion, picture.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
  blend(picture, moved, alpha);
}

void Stage::Canvas::addPrint(cv::Mat& picture, const Portrait& portrait, double time, bool isScreen) {
  cv::Mat photo = matOf(portrait.background).clone();
  blend(photo, matOf(portrait.layer), matOf(portrait.alpha));
  photo = photo(cv::Rect(Portrait::kWidth / 2 - 150, 55, 300, 400));
  const auto flat = isScreen ? screenOf(photo) : printOf(photo);
  // Held by hand: the corners move as those of one stiff plane.
  const double tilt = 10 * std::sin(1.3 * time);
  const double dx = 9 * std::sin(1.9 * time);
  const double dy = 6 * std::sin(2.6 * time + 1);
  const auto w = static_cast<float>(flat.cols);
  const auto h = static_cast<float>(flat.rows);
  const double left = (kWidth - w) / 2.0 + dx;
  const double top = (kHeight - h) / 2.0 + 10 + dy;
  const auto at = [](double x, double y) { return cv::Point2f(static_cast<float>(x), static_cast<float>(y)); };
  const cv::Point2f from[4] = {at(0, 0), at(w, 0), at(w, h), at(0, h)};
  const cv::Point2f to[4] = {at(left, top + tilt), at(left + w, top - tilt), at(left + w + tilt / 2, top + h + tilt), at(left - tilt / 2, top + h - tilt)};
  cv::warpPerspective(flat, picture, cv::getPerspectiveTransform(from, to), picture.size(), cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
}

Image Stage::Canvas::finishRgb(const cv::Mat& base, const Scene& scene, std::int64_t tick) {
  const double flicker = 1 + 0.01 * std::sin(0.9 * static_cast<double>(tick));
  const double light = scene.isDark ? 0.14 : 1.0;
  // More noise than this (per pixel and uncorrelated, unlike that of a real camera after its own filtering) looks like a print to the liveness net.
  const double deviation = scene.isDark ? 4 : 1;
  cv::Mat noisy;
  base.convertTo(noisy, CV_8U, light * flicker);
  cv::addWeighted(noisy, 1, noise(noiseWindow()), deviation / kNoiseUnit, 0, noisy, CV_8U);
  return imageOf(noisy);
}

Image Stage::Canvas::finishNir(const cv::Mat& base, const Scene& scene) {
  cv::Mat grey;
  const cv::Matx13f weights(0.2F, 0.3F, 0.5F);  // skin is bright in near infrared, as in red
  if (scene.presentation == Presentation::Screen && !scene.person.empty()) {
    cv::transform(wall, grey, weights);
    // A telephone's display sends nothing in near infrared and its glass reflects little.
    cv::rectangle(grey, cv::Rect(160, 30, 320, 440), cv::Scalar(22), -1);
  } else {
    cv::transform(base, grey, weights);
  }
  cv::LUT(grey, nirCurve, grey);
  cv::multiply(grey, nirLight, grey, 1 / 204.0);
  // The two lenses stand side by side.
  constexpr int kParallax = 8;
  cv::Mat shifted;
  cv::copyMakeBorder(grey(cv::Rect(kParallax, 0, kWidth - kParallax, kHeight)), shifted, 0, 0, 0, kParallax, cv::BORDER_REPLICATE);
  cv::addWeighted(shifted, 1, greyNoise(noiseWindow()), 2.5 / kNoiseUnit, 0, shifted, CV_8U);
  return imageOf(shifted);
}

}  // namespace xiaowu::virtualdevices
