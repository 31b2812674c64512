#include "drivers/camera/simulator/Optics.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>

namespace xiaowu::simulator {
namespace {

using Rows = std::array<double, 9>;

Rows product(const Rows& a, const Rows& b) {
  Rows c{};
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      for (std::size_t k = 0; k < 3; ++k) {
        c[3 * row + column] += a[3 * row + k] * b[3 * k + column];
      }
    }
  }
  return c;
}

}  // namespace

Rotation Rotation::of(double yaw, double pitch, double roll) {
  constexpr double kRadian = std::numbers::pi / 180;
  const double cy = std::cos(yaw * kRadian);
  const double sy = std::sin(yaw * kRadian);
  const double cp = std::cos(pitch * kRadian);
  const double sp = std::sin(pitch * kRadian);
  const double cr = std::cos(roll * kRadian);
  const double sr = std::sin(roll * kRadian);
  // What is nearer than the axis (z negative) moves right by a positive yaw and down by a positive pitch.
  const Rows aroundY{cy, 0, -sy, 0, 1, 0, sy, 0, cy};
  const Rows aroundX{1, 0, 0, 0, cp, -sp, 0, sp, cp};
  const Rows aroundZ{cr, -sr, 0, sr, cr, 0, 0, 0, 1};
  Rotation rotation;
  rotation.m_rows = product(aroundZ, product(aroundX, aroundY));
  return rotation;
}

Vector3 Rotation::apply(const Vector3& v) const {
  const auto& r = m_rows;
  return {r[0] * v.x + r[1] * v.y + r[2] * v.z, r[3] * v.x + r[4] * v.y + r[5] * v.z,
          r[6] * v.x + r[7] * v.y + r[8] * v.z};
}

Vector3 Rotation::undo(const Vector3& v) const {
  const auto& r = m_rows;
  return {r[0] * v.x + r[3] * v.y + r[6] * v.z, r[1] * v.x + r[4] * v.y + r[7] * v.z,
          r[2] * v.x + r[5] * v.y + r[8] * v.z};
}

SimulatorEye SimulatorEye::visible() {
  SimulatorEye eye;
  eye.m_geometry = {600, 600, 319.5, 239.5};
  return eye;
}

SimulatorEye SimulatorEye::nearInfrared() {
  SimulatorEye eye;
  eye.m_geometry = {592, 592, 324, 237};
  eye.m_rotation = Rotation::of(-0.9, 0.4, 0.3);
  eye.m_centre = {50, 0.6, -0.8};
  return eye;
}

PixelPoint SimulatorEye::project(const Vector3& point) const {
  const auto seen = m_rotation.apply(point - m_centre);
  return {m_geometry.cx + m_geometry.fx * seen.x / seen.z, m_geometry.cy + m_geometry.fy * seen.y / seen.z};
}

Vector3 SimulatorEye::ray(double x, double y) const {
  return m_rotation.undo({(x - m_geometry.cx) / m_geometry.fx, (y - m_geometry.cy) / m_geometry.fy, 1});
}

SimulatorCalibration simulatorCalibration() {
  const auto visible = SimulatorEye::visible();
  const auto nearInfrared = SimulatorEye::nearInfrared();
  const auto moved = nearInfrared.rotation().apply(nearInfrared.centre());
  return {640,
          480,
          visible.geometry(),
          nearInfrared.geometry(),
          nearInfrared.rotation().rows(),
          {-moved.x, -moved.y, -moved.z}};
}

std::string simulatorCalibrationText() {
  using Json = nlohmann::ordered_json;
  const auto simulator = simulatorCalibration();
  const auto lens = [&simulator](const char* name, const CameraGeometry& geometry) {
    return Json{{"name", name},
                {"width", simulator.width},
                {"height", simulator.height},
                {"fx", geometry.fx},
                {"fy", geometry.fy},
                {"cx", geometry.cx},
                {"cy", geometry.cy},
                {"distortion", {0, 0, 0, 0, 0}},
                {"rms", 0}};
  };
  const Json json{{"format", "xiaowu-camera-calibration"},
                  {"version", 1},
                  {"date", "2026-01-01"},
                  {"rgb", lens("simulator:rgb", simulator.rgb)},
                  {"nir", lens("simulator:nir", simulator.nir)},
                  {"rotation", simulator.rotation},
                  {"translation_mm", simulator.translation},
                  {"stereo_rms", 0},
                  {"rectification_error", 0},
                  {"views", 1}};
  return json.dump(2) + "\n";
}

}  // namespace xiaowu::simulator
