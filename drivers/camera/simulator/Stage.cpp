#include "drivers/camera/simulator/Stage.h"

#include "core/image/ImageMat.h"
#include "drivers/camera/simulator/Portraits.h"
#include "drivers/camera/simulator/internal/Motion.h"
#include "drivers/camera/simulator/internal/PersonView.h"
#include "drivers/camera/simulator/internal/Sheets.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <map>
#include <mutex>

namespace xiaowu::simulator {
namespace {

constexpr int kStageWidth = 640;
constexpr int kStageHeight = 480;
constexpr int kNoiseSpare = 128;
constexpr double kNoiseUnit = 16;

/// The cabin's wall: panels with a soft light from above.
cv::Mat drawWall() {
  cv::Mat wall(kStageHeight, kStageWidth, CV_8UC3);
  for (int y = 0; y < kStageHeight; ++y) {
    for (int x = 0; x < kStageWidth; ++x) {
      const double light = 205 - 0.09 * y - 0.05 * std::abs(x - kStageWidth / 2) - (x % 160 < 2 ? 25 : 0);
      wall.at<cv::Vec3b>(y, x) =
          cv::Vec3b(cv::saturate_cast<uchar>(light * 0.95), cv::saturate_cast<uchar>(light * 0.98),
                    cv::saturate_cast<uchar>(light));
    }
  }
  cv::GaussianBlur(wall, wall, {}, 1.5);
  return wall;
}

/// The LEDs' cone, 255 in its middle.
cv::Mat drawCone() {
  cv::Mat cone(kStageHeight, kStageWidth, CV_8UC1);
  for (int y = 0; y < kStageHeight; ++y) {
    for (int x = 0; x < kStageWidth; ++x) {
      const double distance = std::hypot(x - kStageWidth / 2.0, y - 230.0) / 250.0;
      cone.at<uchar>(y, x) =
          cv::saturate_cast<uchar>(255 * (0.25 + 0.75 * std::exp(-0.5 * distance * distance)));
    }
  }
  return cone;
}

void blend(cv::Mat& picture, cv::Mat layer, cv::Mat alpha) {
  if (layer.channels() == 3) {
    cv::cvtColor(alpha, alpha, cv::COLOR_GRAY2BGR);
  }
  cv::multiply(layer, alpha, layer, 1.0 / 255);
  cv::multiply(picture, cv::Scalar::all(255) - alpha, picture, 1.0 / 255);
  picture += layer;
}

/// A portrait's background from its margin; the wall is far enough for both cameras to see about the same of
/// it.
cv::Mat framed(const Image& picture) {
  return matOf(picture)(cv::Rect(Portrait::kMargin, Portrait::kMargin, kStageWidth, kStageHeight)).clone();
}

}  // namespace

struct Stage::Canvas {
  explicit Canvas(std::filesystem::path faces)
      : facesFolder(std::move(faces)),
        noise(kStageHeight + kNoiseSpare, kStageWidth + kNoiseSpare, CV_16SC3) {
    cv::setNumThreads(1);  // as in the rest of the kiosk: two cores are not to be fought over
    random.fill(noise, cv::RNG::NORMAL, 0, kNoiseUnit);
    cv::extractChannel(noise, greyNoise, 1);
    cv::transform(wall, nirWall, cv::Matx13f(0.05F, 0.25F, 0.70F));
    nirWall.convertTo(nirWall, CV_8U, 0.16);  // 1.15 m away
  }

  const Portrait& portraitOf(const std::string& person, bool isMasked);
  const Sheet& sheetOf(const Scene& scene);
  cv::Mat seen(const Scene& scene, CameraStream stream, std::int64_t tick);
  cv::Mat empty(const Scene& scene, CameraStream stream);
  cv::Mat alone(const Scene& scene, CameraStream stream, std::int64_t tick);
  void addLayer(cv::Mat& picture, const Portrait& portrait, const Posture& posture, const Vector3& shift,
                CameraStream stream);
  Image finishRgb(const cv::Mat& base, const Scene& scene, std::int64_t tick);
  Image finishNir(const cv::Mat& base);
  cv::Rect noiseWindow() {
    return {random.uniform(0, kNoiseSpare), random.uniform(0, kNoiseSpare), kStageWidth, kStageHeight};
  }

  std::filesystem::path facesFolder;
  std::mutex mutex;
  std::map<std::string, Portrait> portraits;
  std::map<std::string, Portrait> masked;
  Scene sheetScene;  ///< of which `sheet` is
  Sheet sheet;
  const cv::Mat wall = drawWall();
  const cv::Mat cone = drawCone();
  cv::Mat nirWall;
  cv::Mat noise;  ///< larger than a frame: a random window of it is one frame's noise
  cv::Mat greyNoise;
  cv::RNG random{20240601};
};

Stage::Stage(std::filesystem::path facesFolder)
    : m_canvas(std::make_unique<Canvas>(std::move(facesFolder))) {}
Stage::~Stage() = default;

Result<void> Stage::prepare(const std::string& personId) {
  const std::lock_guard lock(m_canvas->mutex);
  if (m_canvas->portraits.contains(personId)) {
    return {};
  }
  try {
    auto loaded = loadPortrait(m_canvas->facesFolder, personId);
    if (!loaded) {
      return fail(loaded.error());
    }
    m_canvas->portraits.emplace(personId, std::move(*loaded));
    return {};
  } catch (const std::exception& error) {
    return fail(errors::kFaces, Fault::Bug, error.what());
  }
}

Result<void> Stage::add(const std::string& personId, const PersonPicture& picture) {
  try {
    auto made = makePortrait(picture);
    if (!made) {
      return fail(made.error());
    }
    const std::lock_guard lock(m_canvas->mutex);
    m_canvas->portraits.insert_or_assign(personId, std::move(*made));
    m_canvas->masked.erase(personId);
    m_canvas->sheetScene = {};
    return {};
  } catch (const std::exception& error) {
    return fail(errors::kMesh, Fault::Bug, error.what());
  }
}

void Stage::clear() {
  const std::lock_guard lock(m_canvas->mutex);
  m_canvas->portraits.clear();
  m_canvas->masked.clear();
  m_canvas->sheetScene = {};
}

Image Stage::draw(const Scene& scene, CameraStream stream, std::int64_t tick) {
  const std::lock_guard lock(m_canvas->mutex);
  const auto picture = m_canvas->seen(scene, stream, tick);
  return stream == CameraStream::Rgb ? m_canvas->finishRgb(picture, scene, tick)
                                     : m_canvas->finishNir(picture);
}

const Portrait& Stage::Canvas::portraitOf(const std::string& person, bool isMasked) {
  const auto& bare = portraits.at(person);
  if (!isMasked) {
    return bare;
  }
  auto at = masked.find(person);
  if (at == masked.end()) {
    at = masked.emplace(person, maskedOf(bare)).first;
  }
  return at->second;
}

const Sheet& Stage::Canvas::sheetOf(const Scene& scene) {
  if (sheetScene.person != scene.person || sheetScene.presentation != scene.presentation ||
      !(sheetScene.variation == scene.variation)) {
    sheet = makeSheet(portraits.at(scene.person), scene);
    sheetScene = scene;
  }
  return sheet;
}

cv::Mat Stage::Canvas::seen(const Scene& scene, CameraStream stream, std::int64_t tick) {
  const bool isHeld = !scene.person.empty() && isSheet(scene.presentation);
  if (!isHeld && !scene.person.empty() && scene.second.empty()) {
    return alone(scene, stream, tick);
  }
  auto picture = empty(scene, stream);
  const auto eye = stream == CameraStream::Rgb ? SimulatorEye::visible() : SimulatorEye::nearInfrared();
  if (!scene.second.empty()) {
    auto other = scene;
    other.act = Act::None;
    other.variation.seed += 17;
    addLayer(picture, portraits.at(scene.second), postureOf(other, tick), {130, -20, 60}, stream);
  }
  if (isHeld) {
    addSheet(picture, sheetOf(scene), handOf(scene, tick), scene, eye, tick);
  } else if (!scene.person.empty()) {
    const Vector3 aside{scene.variation.aside - 95, scene.variation.down, -scene.variation.nearer};
    addLayer(picture, portraitOf(scene.person, scene.presentation == Presentation::Mask),
             postureOf(scene, tick), aside, stream);
  }
  return picture;
}

/// Without anybody. Behind a living person stands the background of that person's picture, behind a sheet
/// the cabin.
cv::Mat Stage::Canvas::empty(const Scene& scene, CameraStream stream) {
  const bool isRgb = stream == CameraStream::Rgb;
  if (scene.person.empty() || isSheet(scene.presentation)) {
    return isRgb ? wall.clone() : nirWall.clone();
  }
  const auto& portrait = portraits.at(scene.person);
  return framed(isRgb ? portrait.background : portrait.nirBackground);
}

cv::Mat Stage::Canvas::alone(const Scene& scene, CameraStream stream, std::int64_t tick) {
  const bool isRgb = stream == CameraStream::Rgb;
  const auto& portrait = portraitOf(scene.person, scene.presentation == Presentation::Mask);
  const auto posture = postureOf(scene, tick);
  const Place place{{scene.variation.aside, scene.variation.down, -scene.variation.nearer}, false};
  const auto look = withExpression(portrait, isRgb ? portrait.picture : portrait.nir, posture);
  cv::Mat picture;
  cv::remap(matOf(look), picture,
            mapOf(portrait, posture, place, isRgb ? SimulatorEye::visible() : SimulatorEye::nearInfrared()),
            cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return picture;
}

void Stage::Canvas::addLayer(cv::Mat& picture, const Portrait& portrait, const Posture& posture,
                             const Vector3& shift, CameraStream stream) {
  const bool isRgb = stream == CameraStream::Rgb;
  const auto look = withExpression(portrait, isRgb ? portrait.picture : portrait.nir, posture);
  const auto map =
      mapOf(portrait, posture, {shift, true}, isRgb ? SimulatorEye::visible() : SimulatorEye::nearInfrared());
  cv::Mat layer;
  cv::Mat alpha;
  cv::remap(matOf(look), layer, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::remap(matOf(portrait.alpha), alpha, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
  blend(picture, layer, alpha);
}

Image Stage::Canvas::finishRgb(const cv::Mat& base, const Scene& scene, std::int64_t tick) {
  const double flicker = 1 + 0.01 * std::sin(0.9 * static_cast<double>(tick));
  const double light = flicker * scene.variation.light * (scene.isDark ? 0.14 : 1.0);
  // More noise than this (per pixel and uncorrelated, unlike that of a real camera after its own filtering)
  // looks like a print to the liveness net.
  const double deviation = scene.isDark ? 4 : 1;
  const double warmth = scene.variation.warmth;
  cv::Mat noisy;
  if (warmth == 0) {
    base.convertTo(noisy, CV_8U, light);
  } else {
    cv::multiply(base, cv::Scalar(light * (1 - warmth), light, light * (1 + warmth)), noisy);
  }
  cv::addWeighted(noisy, 1, noise(noiseWindow()), deviation / kNoiseUnit, 0, noisy, CV_8U);
  return imageOf(noisy);
}

Image Stage::Canvas::finishNir(const cv::Mat& base) {
  cv::Mat lit;
  cv::multiply(base, cone, lit, 1 / 255.0);
  cv::addWeighted(lit, 1, greyNoise(noiseWindow()), 2.5 / kNoiseUnit, 0, lit, CV_8U);
  return imageOf(lit);
}

}  // namespace xiaowu::simulator
