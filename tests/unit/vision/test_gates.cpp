#include "app/vision/Gates.h"

#include <catch2/catch.hpp>

using namespace xiaowu;
using namespace xiaowu::vision;

namespace {

constexpr GateLimits kLimits;

Image even(int grey, int width = 640, int height = 480) {
  return Image::of(width, height, PixelFormat::Bgr8, Bytes(static_cast<std::size_t>(width * height * 3), static_cast<std::uint8_t>(grey)));
}

Face faceAt(float x, float y, float width) {
  const float height = width * 1.3F;
  return {{x, y, width, height}, 1,
          {{{x + width * 0.3F, y + height * 0.4F}, {x + width * 0.7F, y + height * 0.4F}, {x + width * 0.5F, y + height * 0.6F},
            {x + width * 0.35F, y + height * 0.78F}, {x + width * 0.65F, y + height * 0.78F}}}};
}

}  // namespace

TEST_CASE("one face in front, others far behind do not count") {
  CHECK(gateOneFace({}, kLimits).guidance == FaceGuidance::NoFace);
  CHECK(gateOneFace({faceAt(200, 100, 200)}, kLimits).open);
  CHECK(gateOneFace({faceAt(200, 100, 200), faceAt(20, 20, 80)}, kLimits).open);
  CHECK(gateOneFace({faceAt(200, 100, 200), faceAt(450, 100, 110)}, kLimits).guidance == FaceGuidance::TwoFaces);
}

TEST_CASE("distance and place") {
  const auto image = even(120);
  CHECK(gateSize(faceAt(200, 100, 131), image, kLimits).open);
  CHECK(gateSize(faceAt(200, 100, 129), image, kLimits).guidance == FaceGuidance::ComeCloser);
  CHECK(gateSize(faceAt(20, 0, 460), image, kLimits).guidance == FaceGuidance::MoveBack);
  CHECK(gateInside(faceAt(200, 100, 150), image, kLimits).open);
  CHECK(gateInside(faceAt(0, 100, 150), image, kLimits).guidance == FaceGuidance::MoveToMiddle);
  CHECK(gateInside(faceAt(490, 100, 150), image, kLimits).guidance == FaceGuidance::MoveToMiddle);
}

TEST_CASE("light and sharpness") {
  const auto face = faceAt(200, 100, 150);
  CHECK(gateBrightness(face, even(120), kLimits).open);
  CHECK(gateBrightness(face, even(20), kLimits).guidance == FaceGuidance::TooDark);
  CHECK(gateBrightness(face, even(230), kLimits).guidance == FaceGuidance::TooBright);
  CHECK(gateSharpness(face, even(120), kLimits).guidance == FaceGuidance::HoldStill);
  CHECK_FALSE(gateBrightness(face, {}, kLimits).open);
  CHECK_FALSE(gateSharpness(face, {}, kLimits).open);
}

TEST_CASE("an empty room and a dark one are told apart") {
  CHECK(gateQuality({}, even(120), kLimits).guidance == FaceGuidance::NoFace);
  CHECK(gateQuality({}, even(15), kLimits).guidance == FaceGuidance::TooDark);
  CHECK_FALSE(gateQuality({}, {}, kLimits).open);
}

TEST_CASE("a turned, tilted or nodding head is asked to look forward, whatever the points say") {
  const auto image = even(120);
  auto face = faceAt(200, 100, 150);
  CHECK(gateForward(face, image, kLimits).open);
  auto turned = face;
  turned.points[2].x += 25;
  CHECK(gateForward(turned, image, kLimits).guidance == FaceGuidance::FaceForward);
  auto tilted = face;
  tilted.points[1].y += 30;
  CHECK_FALSE(gateForward(tilted, image, kLimits).open);
  auto down = face;
  down.points[2].y = down.points[3].y;
  CHECK_FALSE(gateForward(down, image, kLimits).open);
  auto mirrored = face;
  std::swap(mirrored.points[0], mirrored.points[1]);
  CHECK_FALSE(gateForward(mirrored, image, kLimits).open);
  CHECK_FALSE(gateForward(Face{}, image, kLimits).open);
}

TEST_CASE("the near-infrared face must be the visible one") {
  const auto image = even(120);
  const auto rgb = faceAt(200, 100, 150);
  CHECK(gateNirPresence(rgb, image, {faceAt(192, 102, 155)}, image, kLimits).open);
  CHECK_FALSE(gateNirPresence(rgb, image, {}, image, kLimits).open);
  CHECK_FALSE(gateNirPresence(rgb, image, {faceAt(400, 100, 150)}, image, kLimits).open);
  CHECK_FALSE(gateNirPresence(rgb, image, {faceAt(240, 150, 60)}, image, kLimits).open);
  CHECK_FALSE(gateNirPresence(rgb, image, {rgb}, {}, kLimits).open);
  SECTION("also at another resolution") {
    const auto small = even(120, 320, 240);
    CHECK(gateNirPresence(rgb, image, {faceAt(96, 51, 77)}, small, kLimits).open);
    CHECK_FALSE(gateNirPresence(rgb, image, {faceAt(192, 102, 155)}, small, kLimits).open);
  }
}
