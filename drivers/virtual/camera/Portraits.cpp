#include "drivers/virtual/camera/Portraits.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace xiaowu::virtualdevices {
namespace {

constexpr double kCutOut = 2.7;  // face boxes: as much of the surroundings as belongs to this person

struct Source {
  cv::Mat picture;
  cv::Rect2d face;
};

Result<Source> loadSource(const std::filesystem::path& folder, const std::string& personId) {
  try {
    std::ifstream stream(XIAOWU_FACES_FILE);
    const auto persons = nlohmann::json::parse(stream).at("persons");
    if (!persons.contains(personId)) return fail("twin.person", Fault::Bug, personId + ": no face is assigned");
    const auto& entry = persons.at(personId);
    const auto file = folder / entry.at("file").get<std::string>();
    Source source{cv::imread(file.string(), cv::IMREAD_COLOR), {}};
    if (source.picture.empty()) return fail("twin.faces", Fault::ServiceUnavailable, file.string() + ": cannot be read (setup/models.sh fetches it)");
    const auto box = entry.at("face").get<std::array<double, 4>>();
    source.face = {box[0], box[1], box[2], box[3]};
    return source;
  } catch (const std::exception& error) {
    return fail("twin.faces", Fault::Bug, std::string("faces.json: ") + error.what());
  }
}

/// The face in a picture of `size`, `faceWidth` wide, its centre at `at`; what lies outside the sample picture repeats its edge.
cv::Mat place(const Source& source, cv::Size size, double faceWidth, cv::Point2d at) {
  const double scale = faceWidth / source.face.width;
  const cv::Point2d centre = (source.face.tl() + source.face.br()) * 0.5;
  cv::Mat input = source.picture;
  // Linear interpolation alone would alias when the ID photo shrinks a face to a third.
  if (scale < 0.6) cv::GaussianBlur(input, input, {}, 0.45 / scale);
  const cv::Matx23d map(scale, 0, at.x - scale * centre.x, 0, scale, at.y - scale * centre.y);
  cv::Mat placed;
  cv::warpAffine(input, placed, map, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return placed;
}

/// The bars' coloured light would make the liveness net doubt anybody: the skin is brought towards its usual ratios and a middling brightness.
void bringIntoCabinLight(cv::Mat& picture, const cv::Rect& skin) {
  constexpr double kSkin[3] = {0.80, 0.93, 1.27};  // blue, green, red of skin under white light, relative to their mean
  constexpr double kStrength = 0.7;
  const auto mean = cv::mean(picture(skin));
  const double grey = (mean[0] + mean[1] + mean[2]) / 3;
  const double gain = std::pow(135.0 / grey, kStrength);
  cv::Scalar factors;
  for (int i = 0; i < 3; ++i) factors[i] = gain * std::pow(kSkin[i] * grey / mean[i], kStrength);
  cv::multiply(picture, factors, picture);
}

Image imageOf(const cv::Mat& picture, double dpi = 0) {
  return Image::of(picture.cols, picture.rows, PixelFormat::Bgr8, Bytes(picture.datastart, picture.dataend), dpi);
}

cv::Mat outlineOf(cv::Size size, cv::Point centre, double faceWidth, double faceHeight, double softness) {
  cv::Mat alpha(size, CV_8UC1, cv::Scalar(0));
  const double grown = kCutOut * 0.6;
  cv::ellipse(alpha, centre - cv::Point(0, 10), cv::Size(cvRound(faceWidth / 2 * grown), cvRound(faceHeight / 2 * grown)), 0, 0, 360, 255, -1);
  cv::ellipse(alpha, {centre.x, size.height + cvRound(faceHeight / 6)}, cv::Size(cvRound(faceWidth * grown * 0.85), cvRound(faceHeight * 0.75)), 0, 0, 360,
              255, -1);
  cv::GaussianBlur(alpha, alpha, {}, softness);
  cv::cvtColor(alpha, alpha, cv::COLOR_GRAY2BGR);
  return alpha;
}

}  // namespace

std::filesystem::path facesFolder() {
  const char* folder = std::getenv("XIAOWU_FACES_DIR");
  return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(XIAOWU_FACES_DIR);
}

Result<Portrait> loadPortrait(const std::filesystem::path& folder, const std::string& personId) {
  const auto source = loadSource(folder, personId);
  if (!source) return fail(source.error());
  const cv::Size size(Portrait::kWidth, Portrait::kHeight);
  const cv::Point centre(size.width / 2, size.height / 2 - 15);
  Portrait portrait;
  portrait.faceHeight = source->face.height * Portrait::kFaceWidth / source->face.width;
  auto layer = place(*source, size, Portrait::kFaceWidth, centre);
  bringIntoCabinLight(layer, {centre.x - 45, centre.y - 50, 90, 110});
  portrait.layer = imageOf(layer);
  portrait.alpha = imageOf(outlineOf(size, centre, Portrait::kFaceWidth, portrait.faceHeight, 30));
  cv::GaussianBlur(layer, layer, {}, 35);
  portrait.background = imageOf(layer);
  return portrait;
}

Result<Image> loadIdPhoto(const std::filesystem::path& folder, const std::string& personId) {
  constexpr double kFaceWidth = 56;
  constexpr int kJpegTables = 600;  // bytes of a JPEG's fixed tables, which the chip's own coding does without
  const auto source = loadSource(folder, personId);
  if (!source) return fail(source.error());
  const cv::Size size(102, 126);
  const cv::Point centre(51, 62);
  auto photo = place(*source, size, kFaceWidth, centre);
  bringIntoCabinLight(photo, {centre.x - 14, centre.y - 16, 28, 35});
  const auto alpha = outlineOf(size, centre, kFaceWidth, source->face.height * kFaceWidth / source->face.width, 4);
  cv::Mat light(size, CV_8UC3, cv::Scalar(238, 236, 234));
  cv::multiply(photo, alpha, photo, 1.0 / 255);
  cv::multiply(light, cv::Scalar::all(255) - alpha, light, 1.0 / 255);
  photo += light;
  std::vector<std::uint8_t> jpeg;
  for (int quality = 90; quality >= 5; quality -= 5) {
    cv::imencode(".jpg", photo, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality});
    if (jpeg.size() <= 1024 + kJpegTables) break;
  }
  return imageOf(cv::imdecode(jpeg, cv::IMREAD_COLOR), 350);
}

}  // namespace xiaowu::virtualdevices
