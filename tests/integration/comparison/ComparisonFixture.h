#pragma once
// Faces of the simulators as a kiosk would send them.

#include "app/sync/FaceComparison.h"
#include "recognition/face/quality/FaceCrop.h"
#include "drivers/idcard/simulator/SimulatorPhotoDecoder.h"
#include "tests/unit/recognition/face/VisionFixture.h"

namespace xiaowu::testing {

inline Image cropOf(const std::string& person) {
  const auto frame = pairOf(sceneOf(person), 3).rgb.image;
  const auto faces = engine().detect(frame);
  REQUIRE((faces && !faces->empty()));
  return face::cropFace(frame, faces->front());
}

inline Bytes jpegOf(const std::string& person) {
  auto jpeg = face::encodeCrop(cropOf(person));
  REQUIRE(jpeg);
  return *jpeg;
}

inline Uuid freshId() {
  return Uuid::makeV7(SystemClock().wall());
}

}  // namespace xiaowu::testing
