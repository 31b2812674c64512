#include "recognition/face/geometry/Calibration.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace xiaowu::face {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "xiaowu-camera-calibration";
constexpr int kVersion = 1;
constexpr std::size_t kTextMax = 64 * 1024;
constexpr double kBaselineMin = 10;
constexpr double kBaselineMax = 300;

void require(bool isTrue, const char* what) {
  if (!isTrue) {
    throw std::invalid_argument(what);
  }
}

template <typename Numbers>
bool allFinite(const Numbers& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double v) { return std::isfinite(v); });
}

void requireLens(const CameraLens& lens) {
  require(lens.width >= 160 && lens.width <= 8192 && lens.height >= 120 && lens.height <= 8192,
          "picture size");
  require(allFinite(std::array{lens.fx, lens.fy, lens.cx, lens.cy, lens.rms}) && allFinite(lens.distortion),
          "not a finite number");
  require(lens.fx >= 0.3 * lens.width && lens.fx <= 6.0 * lens.width, "focal length");
  require(std::abs(lens.fy / lens.fx - 1) <= 0.1, "focal lengths across and down differ");
  require(lens.cx > 0.2 * lens.width && lens.cx < 0.8 * lens.width && lens.cy > 0.2 * lens.height &&
              lens.cy < 0.8 * lens.height,
          "optical centre");
  require(
      std::all_of(lens.distortion.begin(), lens.distortion.end(), [](double v) { return std::abs(v) <= 20; }),
      "distortion");
  require(lens.rms >= 0, "error");
}

void requireRotation(const std::array<double, 9>& r) {
  require(allFinite(r), "not a finite number");
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const double dot = r[3 * i] * r[3 * j] + r[3 * i + 1] * r[3 * j + 1] + r[3 * i + 2] * r[3 * j + 2];
      require(std::abs(dot - (i == j ? 1 : 0)) < 1e-3, "not a rotation");
    }
  }
  const double determinant = r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) +
                             r[2] * (r[3] * r[7] - r[4] * r[6]);
  require(determinant > 0, "a mirror, not a rotation");
  // Two cameras for one face look the same way: 30 degrees between them at most.
  require(r[8] > 0.86 && r[0] > 0.86, "the cameras look different ways, or one lies on its side");
}

Json jsonOf(const CameraLens& lens) {
  return {
      {"name", lens.name}, {"width", lens.width}, {"height", lens.height}, {"fx", lens.fx},
      {"fy", lens.fy},     {"cx", lens.cx},       {"cy", lens.cy},         {"distortion", lens.distortion},
      {"rms", lens.rms}};
}

CameraLens lensOf(const Json& json) {
  CameraLens lens;
  lens.name = json.at("name").get<std::string>();
  lens.width = json.at("width").get<int>();
  lens.height = json.at("height").get<int>();
  lens.fx = json.at("fx").get<double>();
  lens.fy = json.at("fy").get<double>();
  lens.cx = json.at("cx").get<double>();
  lens.cy = json.at("cy").get<double>();
  require(json.at("distortion").size() == lens.distortion.size(), "distortion has five numbers");
  lens.distortion = json.at("distortion").get<std::array<double, 5>>();
  lens.rms = json.at("rms").get<double>();
  return lens;
}

Calibration calibrationOf(const Json& json) {
  require(json.at("format").get<std::string>() == kFormat && json.at("version").get<int>() == kVersion,
          "another format or version");
  Calibration calibration;
  calibration.rgb = lensOf(json.at("rgb"));
  calibration.nir = lensOf(json.at("nir"));
  require(json.at("rotation").size() == 9 && json.at("translation_mm").size() == 3,
          "rotation has nine numbers, translation three");
  calibration.rotation = json.at("rotation").get<std::array<double, 9>>();
  calibration.translation = json.at("translation_mm").get<std::array<double, 3>>();
  calibration.stereoRms = json.at("stereo_rms").get<double>();
  calibration.rectificationError = json.at("rectification_error").get<double>();
  calibration.views = json.at("views").get<int>();
  calibration.date = json.at("date").get<std::string>();
  return calibration;
}

tl::unexpected<Error> damaged(const std::string& why) {
  return fail(errors::kCalibrationDamaged, Fault::ServiceUnavailable, "calibration: " + why);
}

}  // namespace

double Calibration::baseline() const {
  return std::hypot(translation[0], translation[1], translation[2]);
}

Result<void> checkCalibration(const Calibration& calibration) {
  try {
    requireLens(calibration.rgb);
    requireLens(calibration.nir);
    requireRotation(calibration.rotation);
    require(allFinite(calibration.translation) &&
                allFinite(std::array{calibration.stereoRms, calibration.rectificationError}),
            "not a finite number");
    require(calibration.baseline() >= kBaselineMin && calibration.baseline() <= kBaselineMax,
            "distance of the lenses outside 10…300 mm");
    require(calibration.stereoRms >= 0 && calibration.rectificationError >= 0 && calibration.views >= 1,
            "error or views");
  } catch (const std::invalid_argument& why) {
    return damaged(why.what());
  }
  const double allowed = kReprojectionMax * std::max(calibration.rgb.width, calibration.nir.width) / 640.0;
  const double worst = std::max(
      {calibration.rgb.rms, calibration.nir.rms, calibration.stereoRms, calibration.rectificationError});
  if (worst <= allowed) {
    return {};
  }
  return fail(errors::kCalibrationPoor, Fault::ServiceUnavailable,
              "calibration: error " + std::to_string(worst) + " px, at most " + std::to_string(allowed));
}

Result<Calibration> parseCalibration(std::string_view text) {
  Calibration calibration;
  try {
    calibration = calibrationOf(Json::parse(text.begin(), text.end()));
  } catch (const std::exception& error) {
    return damaged(error.what());
  }
  if (auto checked = checkCalibration(calibration); !checked) {
    return fail(checked.error());
  }
  return calibration;
}

Result<Calibration> readCalibration(const std::filesystem::path& file) {
  std::error_code none;
  if (!std::filesystem::exists(file, none)) {
    return fail(errors::kNoCalibration, Fault::ServiceUnavailable, file.filename().string() + ": not there");
  }
  std::ifstream stream(file, std::ios::binary);
  std::string text(kTextMax + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.gcount() <= 0 || stream.bad()) {
    return damaged("cannot be read");
  }
  if (static_cast<std::size_t>(stream.gcount()) > kTextMax) {
    return damaged("too long");
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return parseCalibration(text);
}

std::string calibrationText(const Calibration& calibration) {
  const Json json{{"format", kFormat},
                  {"version", kVersion},
                  {"date", calibration.date},
                  {"rgb", jsonOf(calibration.rgb)},
                  {"nir", jsonOf(calibration.nir)},
                  {"rotation", calibration.rotation},
                  {"translation_mm", calibration.translation},
                  {"stereo_rms", calibration.stereoRms},
                  {"rectification_error", calibration.rectificationError},
                  {"views", calibration.views}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<void> writeCalibration(const Calibration& calibration, const std::filesystem::path& file) {
  if (auto checked = checkCalibration(calibration); !checked) {
    return checked;
  }
  const auto failed = [&] {
    return fail(xiaowu::errors::kInternal, Fault::ServiceUnavailable, file.string() + ": cannot be written");
  };
  auto beside = file;
  beside += ".new";
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream << calibrationText(calibration);
  stream.close();
  if (!stream) {
    return failed();
  }
  std::error_code problem;
  std::filesystem::rename(beside, file, problem);
  if (problem) {
    return failed();
  }
  return {};
}

}  // namespace xiaowu::face
