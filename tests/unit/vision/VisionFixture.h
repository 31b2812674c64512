#pragma once
// The engine and the twins' stage, loaded once per program.

#include "SecondView.h"
#include "app/vision/FaceCheck.h"
#include "drivers/virtual/camera/Optics.h"
#include "drivers/virtual/camera/Stage.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <memory>
#include <string>

namespace xiaowu::testing {

inline std::filesystem::path facesDir() {
  const char* folder = std::getenv("XIAOWU_FACES_DIR");
  return folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(XIAOWU_MODELS_DIR).parent_path() / "faces";
}

inline bool haveModels() {
  const bool isThere = std::filesystem::exists(std::filesystem::path(XIAOWU_MODELS_DIR) / "fr_detect.onnx") &&
                       std::filesystem::exists(facesDir());
  if (!isThere) {
    WARN("skipped: no models (setup/models.sh fetches them)");
  }
  return isThere;
}

inline vision::FaceEngine& engine() {
  static const auto loaded = vision::FaceEngine::load(XIAOWU_MODELS_DIR);
  if (!loaded) {
    throw std::runtime_error(describe(loaded.error()));
  }
  return **loaded;
}

inline virtualdevices::Stage& stage() {
  static virtualdevices::Stage theStage(facesDir());
  return theStage;
}

inline virtualdevices::Scene sceneOf(const std::string& person,
                                     virtualdevices::Presentation how = virtualdevices::Presentation::Live) {
  if (!person.empty()) {
    REQUIRE(stage().prepare(person));
  }
  virtualdevices::Scene scene;
  scene.person = person;
  scene.presentation = how;
  return scene;
}

inline drivers::Frame frameOf(const virtualdevices::Scene& scene, virtualdevices::CameraStream stream,
                              std::int64_t tick) {
  const auto number = static_cast<std::uint64_t>(tick) + 1;
  return {stage().draw(scene, stream, tick), SteadyTime{} + std::chrono::milliseconds{40} * number, number,
          number};
}

/// What camera-calibrate would find for the twin's cameras.
inline vision::Calibration twinCameras() {
  return vision::parseCalibration(virtualdevices::twinCalibrationText()).value();
}

inline vision::FaceCheckSettings calibrated(vision::FaceCheckSettings settings = {}) {
  settings.calibration = std::make_shared<const vision::Calibration>(twinCameras());
  return settings;
}

/// What the pair of cameras would deliver at this tick; every 5th tick is looked at, as on a slow machine.
inline drivers::FramePair pairOf(const virtualdevices::Scene& scene, std::int64_t tick) {
  return {frameOf(scene, virtualdevices::CameraStream::Rgb, tick),
          frameOf(scene, virtualdevices::CameraStream::Nir, tick),
          {}};
}

/// Cameras for views that the test itself makes (SecondView.h).
inline const Rig& rig() {
  static const Rig theRig;
  return theRig;
}

inline vision::FaceCheckSettings onRig(vision::FaceCheckSettings settings = {}) {
  settings.calibration = std::make_shared<const vision::Calibration>(rig().calibration());
  return settings;
}

/// The visible frame at this tick, and the face in it as a second camera would see it if it had the shape
/// given: the perfect print, for one.
inline drivers::FramePair pairOfShape(const virtualdevices::Scene& scene, std::int64_t tick, Shape shape,
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
