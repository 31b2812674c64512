#include "drivers/camera/simulator/Portraits.h"

#include "core/base/DeliveredFiles.h"
#include "core/image/ImageMat.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/persons/Persons.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace xiaowu::simulator {
namespace {

constexpr std::size_t kMeshPoints = 468;
constexpr std::string_view kFacesFile = "drivers/camera/simulator/faces.json";
constexpr std::string_view kMeshesFile = "drivers/camera/simulator/meshes.json";
constexpr double kWallDistance = 1'150;  // millimetres
constexpr double kCutOut = 2.7;          // face boxes: as much of the surroundings as belongs to this person

struct Source {
  cv::Mat picture;
  cv::Rect2d face;
};

Result<Source> loadSource(const std::filesystem::path& folder, const std::string& personId) {
  try {
    std::ifstream stream(delivered(kFacesFile));
    const auto persons = nlohmann::json::parse(stream).at("persons");
    if (!persons.contains(personId)) {
      return fail(errors::kPerson, Fault::Bug, personId + ": no face is assigned");
    }
    const auto& entry = persons.at(personId);
    const auto file = folder / entry.at("file").get<std::string>();
    Source source{cv::imread(file.string(), cv::IMREAD_COLOR), {}};
    if (source.picture.empty()) {
      return fail(errors::kFaces, Fault::ServiceUnavailable,
                  file.string() + ": cannot be read (packaging/setup/models.sh fetches it)");
    }
    const auto box = entry.at("face").get<std::array<double, 4>>();
    source.face = {box[0], box[1], box[2], box[3]};
    return source;
  } catch (const std::exception& error) {
    return fail(errors::kFaces, Fault::Bug, std::string("faces.json: ") + error.what());
  }
}

/// The face in a picture of `size`, `faceWidth` wide, its centre at `at`; what lies outside the sample
/// picture repeats its edge.
cv::Mat place(const Source& source, cv::Size size, double faceWidth, cv::Point2d at) {
  const double scale = faceWidth / source.face.width;
  const cv::Point2d centre = (source.face.tl() + source.face.br()) * 0.5;
  cv::Mat input = source.picture;
  // Linear interpolation alone would alias when the ID photo shrinks a face to a third.
  if (scale < 0.6) {
    cv::GaussianBlur(input, input, {}, 0.45 / scale);
  }
  const cv::Matx23d map(scale, 0, at.x - scale * centre.x, 0, scale, at.y - scale * centre.y);
  cv::Mat placed;
  cv::warpAffine(input, placed, map, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return placed;
}

/// The bars' coloured light would make the liveness net doubt anybody: the skin is brought towards its usual
/// ratios and a middling brightness.
void bringIntoCabinLight(cv::Mat& picture, const cv::Rect& skin) {
  // Blue, green, red of skin under white light, relative to their mean.
  constexpr double kSkin[3] = {0.80, 0.93, 1.27};
  constexpr double kStrength = 0.7;
  const auto mean = cv::mean(picture(skin));
  const double grey = (mean[0] + mean[1] + mean[2]) / 3;
  const double gain = std::pow(135.0 / grey, kStrength);
  cv::Scalar factors;
  for (int i = 0; i < 3; ++i) {
    factors[i] = gain * std::pow(kSkin[i] * grey / mean[i], kStrength);
  }
  cv::multiply(picture, factors, picture);
}

cv::Mat outlineOf(cv::Size size, cv::Point centre, double faceWidth, double faceHeight, double softness) {
  cv::Mat alpha(size, CV_8UC1, cv::Scalar(0));
  const double grown = kCutOut * 0.6;
  cv::ellipse(alpha, centre - cv::Point(0, 10),
              cv::Size(cvRound(faceWidth / 2 * grown), cvRound(faceHeight / 2 * grown)), 0, 0, 360, 255, -1);
  cv::ellipse(alpha, {centre.x, size.height + cvRound(faceHeight / 6)},
              cv::Size(cvRound(faceWidth * grown * 0.85), cvRound(faceHeight * 0.75)), 0, 0, 360, 255, -1);
  cv::GaussianBlur(alpha, alpha, {}, softness);
  cv::cvtColor(alpha, alpha, cv::COLOR_GRAY2BGR);
  return alpha;
}

/// The picture's part around the face before its own blur: what stands behind a sample person in the photo is
/// not the cabin.
void placeSample(const Source& source, Portrait& portrait) {
  const cv::Size size(Portrait::kWidth, Portrait::kHeight);
  const cv::Point centre(size.width / 2, size.height / 2 - 15);
  const double faceHeight = source.face.height * Portrait::kFaceWidth / source.face.width;
  auto layer = place(source, size, Portrait::kFaceWidth, centre);
  bringIntoCabinLight(layer, {centre.x - 45, centre.y - 50, 90, 110});
  cv::Mat background;
  cv::GaussianBlur(layer, background, {}, 35);
  const auto alpha = outlineOf(size, centre, Portrait::kFaceWidth, faceHeight, 30);
  portrait.background = imageOf(background);
  cv::multiply(layer, alpha, layer, 1.0 / 255);
  cv::multiply(background, cv::Scalar::all(255) - alpha, background, 1.0 / 255);
  portrait.picture = imageOf(layer + background);
  cv::Mat grey;
  cv::extractChannel(alpha, grey, 0);
  portrait.alpha = imageOf(grey);
}

FaceBox boxOf(const std::vector<MeshPoint>& mesh) {
  const auto [left, right] =
      std::minmax_element(mesh.begin(), mesh.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  const auto [top, bottom] =
      std::minmax_element(mesh.begin(), mesh.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  return {left->x, top->y, right->x - left->x, bottom->y - top->y};
}

/// Mesh in pixels of the portrait, z counted from the eyes.
void addMesh(Portrait& portrait, std::vector<MeshPoint> mesh, double eyeDistance) {
  const auto eyes = eyesOf(mesh);
  const float zero = (eyes.left.z + eyes.right.z) / 2;
  for (auto& point : mesh) {
    point.z -= zero;
  }
  portrait.eyePixels = eyes.distance();
  portrait.distance = SimulatorEye::visible().geometry().fx * eyeDistance / portrait.eyePixels;
  portrait.face = boxOf(mesh);
  portrait.mesh = std::move(mesh);
}

bool isUsable(const PersonPicture& person) {
  if (person.picture.empty() || person.picture.format != PixelFormat::Bgr8 ||
      person.mesh.size() != kMeshPoints) {
    return false;
  }
  const auto inside = [&person](const MeshPoint& point) {
    const bool isFinite = std::isfinite(point.x) && std::isfinite(point.y) && std::isfinite(point.z);
    return isFinite && std::abs(point.x - person.picture.width / 2.0) < person.picture.width &&
           std::abs(point.y - person.picture.height / 2.0) < person.picture.height;
  };
  return std::all_of(person.mesh.begin(), person.mesh.end(), inside) &&
         eyesOf(person.mesh).distance() >= 20 && person.eyeDistance > 40 && person.eyeDistance < 90;
}

Result<std::vector<MeshPoint>> loadMesh(const std::string& personId) {
  try {
    std::ifstream stream(delivered(kMeshesFile));
    const auto file = nlohmann::json::parse(stream);
    const double unit = file.at("unit").get<double>();
    const auto numbers = file.at("persons").at(personId).get<std::vector<int>>();
    if (numbers.size() != 3 * kMeshPoints) {
      return fail(errors::kMesh, Fault::Bug, "meshes.json: not 468 points");
    }
    std::vector<MeshPoint> mesh;
    const auto value = [&](std::size_t i) { return static_cast<float>(numbers[i] * unit); };
    for (std::size_t i = 0; i < numbers.size(); i += 3) {
      mesh.push_back({value(i), value(i + 1), value(i + 2)});
    }
    return mesh;
  } catch (const std::exception& error) {
    return fail(errors::kMesh, Fault::Bug, std::string("meshes.json: ") + error.what());
  }
}

}  // namespace

std::filesystem::path facesFolder() {
  const char* folder = std::getenv("XIAOWU_FACES_DIR");
  return folder != nullptr ? std::filesystem::path(folder) : fetchedFaces();
}

double EyeCentres::distance() const {
  return std::hypot(right.x - left.x, right.y - left.y, right.z - left.z);
}

EyeCentres eyesOf(const std::vector<MeshPoint>& mesh) {
  const auto middle = [&mesh](std::array<std::size_t, 2> corners) {
    const auto& a = mesh.at(corners[0]);
    const auto& b = mesh.at(corners[1]);
    return MeshPoint{(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2};
  };
  return {middle({33, 133}), middle({362, 263})};
}

std::vector<std::string> portraitPersons() {
  std::vector<std::string> ids;
  std::ifstream stream(delivered(kFacesFile));
  const auto file = nlohmann::json::parse(stream);  // its value must live as long as the loop
  for (const auto& [id, entry] : file.at("persons").items()) {
    ids.push_back(id);
  }
  return ids;
}

Result<Image> loadPortraitPicture(const std::filesystem::path& folder, const std::string& personId) {
  const auto source = loadSource(folder, personId);
  if (!source) {
    return fail(source.error());
  }
  Portrait portrait;
  placeSample(*source, portrait);
  return portrait.picture;
}

Result<Portrait> loadPortrait(const std::filesystem::path& folder, const std::string& personId) {
  const auto source = loadSource(folder, personId);
  if (!source) {
    return fail(source.error());
  }
  auto mesh = loadMesh(personId);
  if (!mesh) {
    return fail(mesh.error());
  }
  Portrait portrait;
  placeSample(*source, portrait);
  addMesh(portrait, std::move(*mesh), 63);
  addRelief(portrait, kWallDistance);
  addNirLook(portrait);
  return portrait;
}

Result<Portrait> makePortrait(const PersonPicture& person) {
  if (!isUsable(person)) {
    return fail(errors::kMesh, Fault::Bug, "a person needs a BGR picture and a mesh of 468 points inside it");
  }
  constexpr double kEyesLeast = 66;  // pixels: smaller faces are enlarged, as if the person stood nearer
  constexpr double kEyesMost = 100;
  const auto eyes = eyesOf(person.mesh);
  const double scale = std::clamp(eyes.distance(), kEyesLeast, kEyesMost) / eyes.distance();
  const cv::Point2d from((eyes.left.x + eyes.right.x) / 2, (eyes.left.y + eyes.right.y) / 2);
  const cv::Point2d to(Portrait::kWidth / 2.0, Portrait::kHeight / 2.0 - 45);
  const cv::Matx23d map(scale, 0, to.x - scale * from.x, 0, scale, to.y - scale * from.y);
  cv::Mat placed;
  cv::warpAffine(matOf(person.picture), placed, map, {Portrait::kWidth, Portrait::kHeight}, cv::INTER_LINEAR,
                 cv::BORDER_REPLICATE);
  auto mesh = person.mesh;
  for (auto& point : mesh) {
    point = {static_cast<float>(scale * point.x + map(0, 2)), static_cast<float>(scale * point.y + map(1, 2)),
             static_cast<float>(scale * point.z)};
  }
  Portrait portrait;
  portrait.picture = imageOf(placed);
  addMesh(portrait, std::move(mesh), person.eyeDistance);
  const auto& face = portrait.face;
  cv::Mat grey;
  const cv::Point centre(cvRound(face.left + face.width / 2), cvRound(face.top + face.height / 2));
  cv::extractChannel(outlineOf(placed.size(), centre, face.width, face.height, 30), grey, 0);
  portrait.alpha = imageOf(grey);
  cv::GaussianBlur(placed, placed, {}, 35);
  portrait.background = imageOf(placed);
  addRelief(portrait, kWallDistance);
  addNirLook(portrait);
  return portrait;
}

Result<Image> loadIdPhoto(const std::filesystem::path& folder, const std::string& personId) {
  constexpr double kFaceWidth = 56;
  // Bytes of a JPEG's fixed tables, which the chip's own coding does without.
  constexpr int kJpegTables = 600;
  const auto source = loadSource(folder, personId);
  if (!source) {
    return fail(source.error());
  }
  const cv::Size size(102, 126);
  const cv::Point centre(51, 62);
  auto photo = place(*source, size, kFaceWidth, centre);
  bringIntoCabinLight(photo, {centre.x - 14, centre.y - 16, 28, 35});
  const auto alpha =
      outlineOf(size, centre, kFaceWidth, source->face.height * kFaceWidth / source->face.width, 4);
  cv::Mat light(size, CV_8UC3, cv::Scalar(238, 236, 234));
  cv::multiply(photo, alpha, photo, 1.0 / 255);
  cv::multiply(light, cv::Scalar::all(255) - alpha, light, 1.0 / 255);
  photo += light;
  std::vector<std::uint8_t> jpeg;
  for (int quality = 90; quality >= 5; quality -= 5) {
    cv::imencode(".jpg", photo, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality});
    if (jpeg.size() <= 1024 + kJpegTables) {
      break;
    }
  }
  return imageOf(cv::imdecode(jpeg, cv::IMREAD_COLOR), 350);
}

}  // namespace xiaowu::simulator
