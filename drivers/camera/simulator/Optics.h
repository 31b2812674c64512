#pragma once
// The geometry of the simulator's two cameras. Both look into the cabin from the same height, the
// near-infrared one 50 mm to the right of the visible one (seen from the cameras), a little turned inwards as
// a mounted module is. A focal length of 600 pixels shows eyes 63 mm apart at 475 mm as 80 pixels, so that
// the face is about 175 pixels wide. There is no lens distortion. Lengths are millimetres, x right, y down, z
// away from the cameras; pixels count from the centre of the picture's first one. Pure functions.

#include <array>
#include <string>

namespace xiaowu::simulator {

struct CameraGeometry {
  double fx = 0;  ///< pixels
  double fy = 0;
  double cx = 0;
  double cy = 0;
};

/// What a chequerboard calibration of the simulator would find, exactly. A point p before the visible camera
/// is rotation · p + translation before the near-infrared one (the convention of OpenCV's stereoCalibrate).
struct SimulatorCalibration {
  int width = 640;
  int height = 480;
  CameraGeometry rgb;
  CameraGeometry nir;
  std::array<double, 9> rotation{};     ///< row by row
  std::array<double, 3> translation{};  ///< millimetres
};

[[nodiscard]] SimulatorCalibration simulatorCalibration();
/// The file that camera-calibrate would write for these two cameras, as face::parseCalibration reads it:
/// the simulator comes with its site's calibration.
[[nodiscard]] std::string simulatorCalibrationText();

struct Vector3 {
  double x = 0;
  double y = 0;
  double z = 0;

  friend Vector3 operator+(const Vector3& a, const Vector3& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
  friend Vector3 operator-(const Vector3& a, const Vector3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
  friend Vector3 operator*(const Vector3& a, double by) { return {a.x * by, a.y * by, a.z * by}; }
};

class Rotation {
 public:
  Rotation() = default;
  /// Degrees. A head that turns by a positive yaw shows more of its right cheek: it looks towards the
  /// picture's right edge, which is the person's left. A positive pitch looks down, a positive roll
  /// leans the head's top to the picture's right.
  static Rotation of(double yaw, double pitch, double roll);
  [[nodiscard]] Vector3 apply(const Vector3& v) const;
  [[nodiscard]] Vector3 undo(const Vector3& v) const;
  [[nodiscard]] const std::array<double, 9>& rows() const { return m_rows; }

 private:
  std::array<double, 9> m_rows{1, 0, 0, 0, 1, 0, 0, 0, 1};
};

struct PixelPoint {
  double x = 0;
  double y = 0;
};

/// One of the simulator's cameras.
class SimulatorEye {
 public:
  static SimulatorEye visible();
  static SimulatorEye nearInfrared();
  /// `point` lies before the visible camera, z > 0.
  [[nodiscard]] PixelPoint project(const Vector3& point) const;
  [[nodiscard]] const Vector3& centre() const { return m_centre; }
  /// From the centre through this pixel, in the visible camera's axes; its length means nothing.
  [[nodiscard]] Vector3 ray(double x, double y) const;
  [[nodiscard]] const CameraGeometry& geometry() const { return m_geometry; }
  [[nodiscard]] const Rotation& rotation() const { return m_rotation; }

 private:
  CameraGeometry m_geometry;
  Rotation m_rotation;  ///< from the visible camera's axes to this one's
  Vector3 m_centre;
};

}  // namespace xiaowu::simulator
