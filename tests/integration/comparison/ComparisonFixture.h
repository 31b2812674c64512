#pragma once
// Faces of the twins as a kiosk would send them.

#include "app/sync/FaceComparison.h"
#include "app/vision/FaceCrop.h"
#include "drivers/virtual/idcard/TwinPhotoDecoder.h"
#include "tests/unit/vision/VisionFixture.h"

namespace xiaowu::testing {

inline Image cropOf(const std::string& person) {
  const auto frame = pairOf(sceneOf(person), 3).rgb.image;
  const auto faces = engine().detect(frame);
  REQUIRE((faces && !faces->empty()));
  return vision::cropFace(frame, faces->front());
}

inline Bytes jpegOf(const std::string& person) {
  auto jpeg = vision::encodeCrop(cropOf(person));
  REQUIRE(jpeg);
  return *jpeg;
}

inline Uuid freshId() {
  return Uuid::makeV7(SystemClock().wall());
}

}  // namespace xiaowu::testing
