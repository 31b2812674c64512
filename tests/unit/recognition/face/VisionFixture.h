#pragma once
// The engine and the simulators' stage, loaded once per program.

#include "SecondView.h"
#include "recognition/face/liveness/FaceCheck.h"
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Stage.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <cstdlib>
#include <memory>
#include <string>

namespace xiaowu::testing {

inline std::filesystem::path facesDir() {
  const char* folder = std::getenv("XIAOWU_FACES_DIR");
  return folder != nullptr ? std::filesystem::path(folder) : places::models().parent_path() / "faces";
}

inline bool haveModels() {
  const bool isThere =
      std::filesystem::exists(places::models() / "fr_detect.onnx") && std::filesystem::exists(facesDir());
  if (!isThere) {
    WARN("skipped: no models (packaging/setup/models.sh fetches them)");
  }
  return isThere;
}

inline face::FaceEngine& engine() {
  static const auto loaded = face::FaceEngine::load(places::models());
  if (!loaded) {
    throw std::runtime_error(describe(loaded.error()));
  }
  return **loaded;
}

inline simulator::Stage& stage() {
  static simulator::Stage theStage(facesDir());
  return theStage;
}

inline simulator::Scene sceneOf(const std::string& person,
                                simulator::Presentation how = simulator::Presentation::Live) {
  if (!person.empty()) {
    REQUIRE(stage().prepare(person));
  }
  simulator::Scene scene;
  scene.person = person;
  scene.presentation = how;
  return scene;
}

inline drivers::Frame frameOf(const simulator::Scene& scene, simulator::CameraStream stream,
                              std::int64_t tick) {
  const auto number = static_cast<std::uint64_t>(tick) + 1;
  return {stage().draw(scene, stream, tick), SteadyTime{} + std::chrono::milliseconds{40} * number, number,
          number};
}

/// What camera-calibrate would find for the simulator's cameras.
inline face::Calibration simulatorCameras() {
  return face::parseCalibration(simulator::simulatorCalibrationText()).value();
}

inline face::FaceCheckSettings calibrated(face::FaceCheckSettings settings = {}) {
  settings.calibration = std::make_shared<const face::Calibration>(simulatorCameras());
  return settings;
}

/// What the pair of cameras would deliver at this tick; every 5th tick is looked at, as on a slow machine.
inline drivers::FramePair pairOf(const simulator::Scene& scene, std::int64_t tick) {
  return {frameOf(scene, simulator::CameraStream::Rgb, tick),
          frameOf(scene, simulator::CameraStream::Nir, tick),
          {}};
}

/// Cameras for views that the test itself makes (SecondView.h).
inline const Rig& rig() {
  static const Rig theRig;
  return theRig;
}

inline face::FaceCheckSettings onRig(face::FaceCheckSettings settings = {}) {
  settings.calibration = std::make_shared<const face::Calibration>(rig().calibration());
  return settings;
}

/// The visible frame at this tick, and the face in it as a second camera would see it if it had the shape
/// given: the perfect print, for one.
inline drivers::FramePair pairOfShape(const simulator::Scene& scene, std::int64_t tick, Shape shape,
                                      double depthShare = 1) {
  auto pair = pairOf(scene, tick);
  const auto faces = engine().detect(pair.rgb.image);
  if (!faces || faces->empty()) {
    return pair;
  }
  const auto mesh = engine().mesh(pair.rgb.image, faces->front());
  if (!mesh) {
    throw std::runtime_error(describe(mesh.error()));
  }
  auto here = rig();
  here.depth = depthShare * naturalDepth(*mesh, here.focal);
  const auto depth = depthOf({pair.rgb.image.width, pair.rgb.image.height}, *mesh, here, shape);
  pair.nir->image = secondView(pair.rgb.image, depth, here, static_cast<int>(tick));
  return pair;
}

}  // namespace xiaowu::testing
