// A living face for a comparison elsewhere: how it is cut out, packed and unpacked, and when a face check
// gives one away.
#include "VisionFixture.h"

#include "recognition/face/quality/FaceCrop.h"
#include "drivers/api/PhotoDecoder.h"

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;
using simulator::Presentation;

namespace {

Image greyImage(int width, int height) {
  return Image::of(width, height, PixelFormat::Bgr8,
                   Bytes(static_cast<std::size_t>(width * height) * 3, 128));
}

std::optional<FaceOutcome> run(FaceCheck& check, const simulator::Scene& scene, std::int64_t first = 0,
                               std::int64_t last = 500) {
  for (auto tick = first; tick < last; tick += 5) {
    if (const auto outcome = check.feed(pairOf(scene, tick)).outcome) {
      return outcome;
    }
  }
  return std::nullopt;
}

const Result<Image>& noPhoto() {
  static const Result<Image> none = fail(drivers::errors::kPhotoNotDecodable, Fault::ServiceUnavailable);
  return none;
}

FaceCheckSettings elsewhere() {
  auto settings = calibrated();
  settings.compareElsewhere = true;
  return settings;
}

}  // namespace

TEST_CASE("only the face and its border are cut out, and reduced") {
  const auto frame = greyImage(1600, 1200);
  const auto crop = cropFace(frame, Face{{600, 400, 300, 400}, 1, {}});
  CHECK(std::max(crop.width, crop.height) == kCropSideMax);
  CHECK(crop.width == 300);  // 600 × 800 reduced to 300 × 400
  const auto atEdge = cropFace(frame, Face{{0, 0, 100, 100}, 1, {}});
  CHECK(atEdge.width == 150);
  CHECK(atEdge.height == 150);
  CHECK(cropFace(frame, Face{{2000, 0, 100, 100}, 1, {}}).empty());
  CHECK(cropFace({}, Face{{0, 0, 100, 100}, 1, {}}).empty());
}

TEST_CASE("a crop survives packing; what is no crop is refused before it is unpacked") {
  const auto packed = encodeCrop(greyImage(200, 260));
  REQUIRE(packed);
  const auto back = decodeCrop(*packed);
  REQUIRE(back);
  CHECK(back->width == 200);
  CHECK(back->height == 260);
  CHECK_FALSE(encodeCrop({}));
  CHECK_FALSE(encodeCrop(greyImage(20, 20)));
  CHECK_FALSE(encodeCrop(greyImage(640, 480)));

  const auto refused = [](Bytes bytes, const std::string& why) {
    const auto image = decodeCrop(bytes);
    REQUIRE_FALSE(image);
    CHECK(image.error().code == face::errors::kCropUnusable);
    CHECK_THAT(image.error().detail, Catch::Matchers::ContainsSubstring(why));
  };
  refused({}, "empty");
  refused(Bytes(500, 0xff), "not a JPEG");
  refused(Bytes(kCropBytesMax + 1, 0xff), "more than 96 KB");
  refused({0xff, 0xd8}, "not a JPEG");
  refused(Bytes(packed->begin(), packed->end() - 40), "cut short");
  for (std::size_t size = 0; size < packed->size(); ++size) {
    CHECK_FALSE(decodeCrop(ByteView(*packed).first(size)));
  }
  auto huge = *packed;  // the frame header says 65,500 × 65,500: 12 GB when believed
  const auto header = std::find(huge.begin(), huge.end(), 0xc0) - 1;
  REQUIRE(*header == 0xff);
  for (int i = 5; i < 9; ++i) {
    header[i] = i % 2 == 1 ? 0xff : 0xdc;
  }
  refused(huge, "400 pixels a side");
}

TEST_CASE("wiping overwrites what nobody else holds") {
  auto mine = greyImage(64, 64);
  const auto shared = mine;
  wipe(mine);
  CHECK(mine.empty());
  CHECK(shared.pixels->front() == 128);  // a frame that another holds is theirs
}

TEST_CASE("packing a face changes its likeness by little") {
  if (!haveModels()) {
    return;
  }
  for (const auto* person : {"li-wei", "wang-fang", "chen-guiying", "lin-zhiming"}) {
    const auto frame = pairOf(sceneOf(person), 0).rgb.image;
    const auto faces = engine().detect(frame);
    REQUIRE((faces && !faces->empty()));
    const auto crop = decodeCrop(encodeCrop(cropFace(frame, faces->front())).value());
    REQUIRE(crop);
    const auto again = engine().detect(*crop);
    REQUIRE(again);
    REQUIRE(again->size() == 1);
    const auto likeness =
        similarity(*engine().embed(frame, faces->front()), *engine().embed(*crop, again->front()));
    INFO(person << " " << likeness);
    CHECK(likeness > 0.95F);
  }
}

TEST_CASE(
    "with the comparison elsewhere, a living face ends the check uncompared and its picture is given once") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), noPhoto(), elsewhere());
  REQUIRE_FALSE(check.outcome());
  CHECK(check.takeBestFace().empty());
  const auto outcome = run(check, sceneOf("li-wei"));
  REQUIRE(outcome);
  CHECK(outcome->kind == FaceOutcomeKind::AliveUncompared);
  CHECK(outcomeName(outcome->kind) == "aliveUncompared");
  auto face = check.takeBestFace();
  REQUIRE_FALSE(face.empty());
  CHECK(std::max(face.width, face.height) <= kCropSideMax);
  CHECK(encodeCrop(face));
  CHECK(check.takeBestFace().empty());
  wipe(face);
}

TEST_CASE("with the comparison elsewhere, what is not alive ends as ever and gives no picture") {
  if (!haveModels()) {
    return;
  }
  auto kind = FaceOutcomeKind::NotAlive;
  simulator::Scene scene;
  SECTION("a printed photo") {
    scene = sceneOf("li-wei", Presentation::Photo);
  }
  SECTION("a telephone") {
    scene = sceneOf("li-wei", Presentation::Screen);
  }
  SECTION("nobody") {
    kind = FaceOutcomeKind::Unavailable;
  }
  FaceCheck check(engine(), noPhoto(), elsewhere());
  const auto outcome = run(check, scene);
  REQUIRE(outcome);
  CHECK(outcome->kind == kind);
  CHECK(check.takeBestFace().empty());
}

TEST_CASE("with the comparison elsewhere, the picture is of whoever stands there at the end") {
  if (!haveModels()) {
    return;
  }
  FaceCheck check(engine(), noPhoto(), elsewhere());
  REQUIRE_FALSE(run(check, sceneOf("wang-fang"), 0, 15));  // three good frames, then somebody else steps in
  const auto outcome = run(check, sceneOf("lin-zhiming"), 15);
  REQUIRE(outcome);
  REQUIRE(outcome->kind == FaceOutcomeKind::AliveUncompared);
  CHECK(outcome->scores.restarts == 1);
  const auto face = check.takeBestFace();
  const auto photoOf = [](const char* person) {
    const auto photo = simulator::personPhoto(person);
    return engine().embed(*photo, engine().detect(*photo)->front()).value();
  };
  const auto living = engine().embed(face, engine().detect(face)->front()).value();
  CHECK(similarity(living, photoOf("lin-zhiming")) > similarity(living, photoOf("wang-fang")));
}
