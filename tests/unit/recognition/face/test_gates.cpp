#include "VisionFixture.h"

#include "recognition/face/quality/Gates.h"

#include <opencv2/imgproc.hpp>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;

namespace {

constexpr GateLimits kLimits;

Image even(int grey, int width = 640, int height = 480) {
  return Image::of(width, height, PixelFormat::Bgr8,
                   Bytes(static_cast<std::size_t>(width * height * 3), static_cast<std::uint8_t>(grey)));
}

Face faceAt(float x, float y, float width) {
  const float height = width * 1.3F;
  return {{x, y, width, height},
          1,
          {{{x + width * 0.3F, y + height * 0.4F},
            {x + width * 0.7F, y + height * 0.4F},
            {x + width * 0.5F, y + height * 0.6F},
            {x + width * 0.35F, y + height * 0.78F},
            {x + width * 0.65F, y + height * 0.78F}}}};
}

Image blurred(const Image& image, double sigma) {
  const cv::Mat from(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.data()));
  cv::Mat to;
  cv::GaussianBlur(from, to, {}, sigma);
  return Image::of(to.cols, to.rows, PixelFormat::Bgr8, Bytes(to.datastart, to.dataend));
}

}  // namespace

TEST_CASE("one face in front, others far behind do not count") {
  CHECK(gateOneFace({}, kLimits).guidance == FaceGuidance::NoFace);
  CHECK(gateOneFace({faceAt(200, 100, 200)}, kLimits).open);
  CHECK(gateOneFace({faceAt(200, 100, 200), faceAt(20, 20, 80)}, kLimits).open);
  CHECK(gateOneFace({faceAt(200, 100, 200), faceAt(450, 100, 110)}, kLimits).guidance ==
        FaceGuidance::TwoFaces);
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
  CHECK(gateSharpness(face, even(120), kLimits).guidance == FaceGuidance::Blurred);
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

TEST_CASE("all faults of a picture are named, in the order in which they can be mended") {
  CHECK(qualityFaults({}, even(120), kLimits) == std::vector{FaceGuidance::NoFace});
  CHECK(qualityFaults({}, even(10), kLimits) == std::vector{FaceGuidance::TooDark});
  const auto faults = qualityFaults({faceAt(0, 100, 100), faceAt(300, 100, 90)}, even(230), kLimits);
  CHECK(faults == std::vector{FaceGuidance::TwoFaces, FaceGuidance::ComeCloser, FaceGuidance::MoveToMiddle,
                              FaceGuidance::TooBright, FaceGuidance::Mask, FaceGuidance::Blurred});
}

TEST_CASE("a mask is seen whoever wears it, a bare face is none, however blurred") {
  if (!haveModels()) {
    return;
  }
  int masks = 0;
  for (const auto* person :
       {"li-wei", "wang-fang", "chen-guiying", "anna-schmidt", "james-miller", "lin-zhiming"}) {
    for (int tick = 0; tick < 50; tick += 10) {
      const auto bare = frameOf(sceneOf(person), simulator::CameraStream::Rgb, tick).image;
      const auto faces = engine().detect(bare);
      REQUIRE(faces);
      REQUIRE(faces->size() == 1);
      INFO(person << ' ' << tick);
      CHECK(gateMask(faces->front(), bare, kLimits).open);
      CHECK(gateMask(faces->front(), blurred(bare, 3), kLimits).open);
      CHECK_FALSE(gateQuality(*faces, blurred(bare, 6), kLimits).open);
      const auto masked =
          frameOf(sceneOf(person, simulator::Presentation::Mask), simulator::CameraStream::Rgb, tick).image;
      const auto behind = engine().detect(masked);
      REQUIRE(behind);
      if (gateQuality(*behind, masked, kLimits).guidance == FaceGuidance::Mask) {
        ++masks;
      }
      CHECK_FALSE(gateQuality(*behind, masked, kLimits).open);
    }
  }
  CHECK(masks >= 20);  // of thirty; the others are turned, or no face, to the gates before
}
