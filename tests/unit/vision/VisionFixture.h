#pragma once
// The engine and the twins' stage, loaded once per program.

#include "app/vision/FaceCheck.h"
#include "drivers/virtual/camera/Stage.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <memory>
#include <string>

namespace xiaowu::testing {

inline std::filesystem::path facesDir() {
  const char* folder = std::getenv("XIAOWU_FACES_DIR");
  return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(XIAOWU_MODELS_DIR).parent_path() / "faces";
}

inline bool haveModels() {
  const bool isThere = std::filesystem::exists(std::filesystem::path(XIAOWU_MODELS_DIR) / "fr_detect.onnx") && std::filesystem::exists(facesDir());
  if (!isThere) WARN("skipped: no models (setup/models.sh fetches them)");
  return isThere;
}

inline vision::FaceEngine& engine() {
  static const auto loaded = vision::FaceEngine::load(XIAOWU_MODELS_DIR);
  if (!loaded) throw std::runtime_error(describe(loaded.error()));
  return **loaded;
}

inline virtualdevices::Stage& stage() {
  static virtualdevices::Stage theStage(facesDir());
  return theStage;
}

inline virtualdevices::Scene sceneOf(const std::string& person, virtualdevices::Presentation how = virtualdevices::Presentation::Live) {
  if (!person.empty()) REQUIRE(stage().prepare(person));
  return {person, how, {}, false};
}

inline drivers::Frame frameOf(const virtualdevices::Scene& scene, virtualdevices::CameraStream stream, std::int64_t tick) {
  const auto number = static_cast<std::uint64_t>(tick) + 1;
  return {stage().draw(scene, stream, tick), SteadyTime{} + std::chrono::milliseconds{40} * number, number, number};
}

/// What the pair of cameras would deliver at this tick; every 5th tick is looked at, as on a slow machine.
inline drivers::FramePair pairOf(const virtualdevices::Scene& scene, std::int64_t tick) {
  return {frameOf(scene, virtualdevices::CameraStream::Rgb, tick), frameOf(scene, virtualdevices::CameraStream::Nir, tick), {}};
}

}  // namespace xiaowu::testing
