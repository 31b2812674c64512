#pragma once
// Where the two cameras stand to each other and how each draws, measured once per site with a chequerboard
// (xiaowu-tool camera-calibrate) and kept as JSON. Without it no face is checked. Pinhole camera with Brown's
// five distortion coefficients, as OpenCV counts them (k1, k2, p1, p2, k3).

#include "core/base/Result.h"

#include <array>
#include <filesystem>
#include <string>

namespace xiaowu::face {

namespace errors {
/// The site has not been calibrated: no file.
inline constexpr std::string_view kNoCalibration = "face.no-calibration";
/// The file cannot be read, is not whole, or cannot be true.
inline constexpr std::string_view kCalibrationDamaged = "face.calibration-damaged";
/// Its errors are above the limit: calibrate again.
inline constexpr std::string_view kCalibrationPoor = "face.calibration-poor";
/// The cameras deliver another size than was calibrated.
inline constexpr std::string_view kCalibrationSize = "face.calibration-size";
}  // namespace errors

struct CameraLens {
  std::string name;  ///< address of the camera, for people
  int width = 0;     ///< pixels, as is everything below
  int height = 0;
  double fx = 0;
  double fy = 0;
  double cx = 0;
  double cy = 0;
  std::array<double, 5> distortion{};
  double rms = 0;  ///< reprojection error of its own calibration
};

struct Calibration {
  CameraLens rgb;
  CameraLens nir;
  /// Row by row; a point X of the visible camera's space is R·X + t in the other's.
  std::array<double, 9> rotation{1, 0, 0, 0, 1, 0, 0, 0, 1};
  std::array<double, 3> translation{};  ///< millimetres
  double stereoRms = 0;                 ///< reprojection error of both together, pixels
  /// Mean distance of a corner from its partner's row after rectification, pixels of the visible camera.
  double rectificationError = 0;
  int views = 0;     ///< chequerboards that were used
  std::string date;  ///< YYYY-MM-DD

  /// Distance of the two lenses, millimetres.
  [[nodiscard]] double baseline() const;
};

/// A picture of 640 pixels may be off by this much; larger pictures in proportion.
inline constexpr double kReprojectionMax = 1.0;

/// kCalibrationDamaged for values that no pair of cameras has (not finite, no rotation, baseline outside
/// 10…300 mm, a focal length or centre outside the picture's reach), kCalibrationPoor when an error exceeds
/// kReprojectionMax.
[[nodiscard]] Result<void> checkCalibration(const Calibration& calibration);

/// kNoCalibration when there is no such file; else as checkCalibration. At most 64 KiB are read.
[[nodiscard]] Result<Calibration> readCalibration(const std::filesystem::path& file);
[[nodiscard]] Result<Calibration> parseCalibration(std::string_view text);

[[nodiscard]] std::string calibrationText(const Calibration& calibration);
/// Written beside the file and renamed, so that there is never half a calibration. Refuses what
/// readCalibration would refuse.
[[nodiscard]] Result<void> writeCalibration(const Calibration& calibration,
                                            const std::filesystem::path& file);

}  // namespace xiaowu::face
