#include "recognition/face/liveness/FramePairValidator.h"
#include "FaceAttempt.h"

#include "recognition/face/models/internal/ModelCard.h"
#include "recognition/face/geometry/internal/ReliefMatch.h"
#include "drivers/api/PhotoDecoder.h"
#include "tests/support/Places.h"

#include <opencv2/imgproc.hpp>

#include <filesystem>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;
using simulator::personPhoto;
using simulator::Presentation;

TEST_CASE("everybody passes against their own photo") {
  if (!haveModels()) {
    return;
  }
  for (const auto* person :
       {"li-wei", "wang-fang", "chen-guiying", "anna-schmidt", "james-miller", "lin-zhiming"}) {
    const auto outcome = attempt(sceneOf(person), person);
    INFO(person << " live " << outcome.scores.liveness << " like " << outcome.scores.similarity);
    CHECK(outcome.kind == FaceOutcomeKind::Passed);
    CHECK(outcome.scores.framesGood == 7);
    CHECK(outcome.scores.nirShare == 1);
    CHECK_FALSE(outcome.model.empty());
    CHECK(outcome.gates.size() == kFusionTable.size() + 2);
    for (const auto& result : outcome.gates) {
      CHECK((result.passed && result.reason.empty()));
    }
  }
}

TEST_CASE("nobody passes against somebody else's photo") {
  if (!haveModels()) {
    return;
  }
  CHECK(attempt(sceneOf("li-wei"), "lin-zhiming").kind == FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("wang-fang"), "chen-guiying").kind == FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("anna-schmidt"), "wang-fang").kind == FaceOutcomeKind::NotMatched);
}

TEST_CASE("a printed photo, a telephone and a mask do not pass") {
  if (!haveModels()) {
    return;
  }
  for (const auto* person : {"li-wei", "chen-guiying", "james-miller"}) {
    const auto print = attempt(sceneOf(person, Presentation::Photo), person);
    CHECK(print.kind == FaceOutcomeKind::NotAlive);
    CHECK(print.scores.liveness < 0.2);
    CHECK(gate(print, "depth").reason == "flat");
    CHECK(gate(print, "texture").reason == "picture");
    const auto screen = attempt(sceneOf(person, Presentation::Screen), person);
    CHECK(screen.kind == FaceOutcomeKind::NotAlive);
    CHECK(screen.scores.nirShare < 0.2);
    CHECK(attempt(sceneOf(person, Presentation::Mask), person).kind != FaceOutcomeKind::Passed);
  }
}

TEST_CASE("what fools the net for visible light is caught by the other gates") {
  if (!haveModels()) {
    return;
  }
  // Visible light sees the person himself; near infrared what something else in that place would show.
  const auto scene = sceneOf("anna-schmidt");
  FaceCheck check(engine(), personPhoto("anna-schmidt"), calibrated());
  FaceCheck checkOnRig(engine(), personPhoto("anna-schmidt"), onRig());
  SECTION("a telephone: dark in near infrared") {
    const auto outcome = runPairs(check, [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir = pairOf(sceneOf("anna-schmidt", Presentation::Screen), tick).nir;
      return pair;
    });
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
    CHECK(outcome.scores.liveness > 0.5);
    CHECK(outcome.scores.nirShare == 0);
    CHECK(gate(outcome, "nir-face").reason == "dark-in-near-infrared");
  }
  SECTION("a perfect print: flat") {
    const auto outcome =
        runPairs(checkOnRig, [&](int tick) { return pairOfShape(scene, tick, Shape::Flat); });
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
    CHECK(outcome.scores.liveness > 0.5);
    CHECK(gate(outcome, "depth").reason == "flat");
    CHECK(gate(outcome, "nir-face").passed);
  }
  SECTION("a print bent tightly, so that it has a head's depth: all of it is the bend") {
    auto bent = sceneOf("anna-schmidt", Presentation::Bent);
    bent.variation.bend = 76;
    bent.variation.ink = 1;
    const auto outcome = runScene(check, bent);
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
    CHECK(gate(outcome, "nir-face").passed);
    CHECK(gate(outcome, "depth").score > 0.15);
    CHECK(std::abs(gate(outcome, "bend").score) < 0.12);
    CHECK(gate(outcome, "bend").reason == "bent");
  }
  SECTION("the same as a relief of the right size passes: it is the depth that tells") {
    const auto outcome =
        runPairs(checkOnRig, [&](int tick) { return pairOfShape(scene, tick, Shape::Relief); });
    CHECK(outcome.kind == FaceOutcomeKind::Passed);
  }
  SECTION("a small print held close: wrong size") {
    const auto outcome =
        runPairs(checkOnRig, [&](int tick) { return pairOfShape(scene, tick, Shape::Relief, 0.7); });
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
    CHECK_FALSE(gate(outcome, "size").passed);
  }
  SECTION("somebody else beside the beam splitter: another face in near infrared") {
    const auto outcome = runPairs(check, [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir = pairOf(sceneOf("wang-fang"), tick).nir;
      return pair;
    });
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
    CHECK(gate(outcome, "binding").reason == "two-faces");
  }
  SECTION("a near-infrared camera that shows the visible camera's view: no shift between the two") {
    const auto outcome = runPairs(check, [&](int tick) {
      auto pair = pairOf(scene, tick);
      pair.nir->image = pair.rgb.image;
      return pair;
    });
    CHECK(outcome.kind == FaceOutcomeKind::NotAlive);
  }
}

TEST_CASE("a face with smooth skin in flat light keeps its depth") {
  if (!haveModels()) {
    return;
  }
  const auto* person =
      GENERATE("li-wei", "wang-fang", "chen-guiying", "anna-schmidt", "james-miller", "lin-zhiming");
  auto pair = pairOf(sceneOf(person), 3);
  const auto meshIn = [](const Image& image) {
    return engine().mesh(image, engine().detect(image).value().at(0)).value();
  };
  const auto mesh = meshIn(pair.rgb.image);
  const StereoRig rig(simulatorCameras());
  auto measure = rig.measure(mesh, meshIn(pair.nir->image)).value();
  for (auto* image : {&pair.rgb.image, &pair.nir->image}) {
    cv::Mat soft;
    const int type = image->format == PixelFormat::Grey8 ? CV_8UC1 : CV_8UC3;
    cv::GaussianBlur(cv::Mat(image->height, image->width, type, const_cast<std::uint8_t*>(image->data())),
                     soft, {}, 1.5);
    soft.convertTo(soft, -1, 0.5, 64);
    *image = Image::of(image->width, image->height, image->format, Bytes(soft.datastart, soft.dataend));
  }
  REQUIRE(matchRelief(rig, pair.rgb.image, pair.nir->image, mesh, measure));
  INFO(person << ": depth " << measure.relief << ", bend " << measure.bulge << ", patches "
              << measure.patches);
  CHECK(measure.relief > 0.7);
  CHECK(measure.bulge > 0.35);
}

TEST_CASE(
    "without near infrared, calibration or mesh there is no attempt, and never a pass on visible light "
    "alone") {
  if (!haveModels()) {
    return;
  }
  const auto reasonWith = [](FaceEngine& with, FaceCheckSettings settings) {
    FaceCheck check(with, personPhoto("li-wei"), std::move(settings));
    REQUIRE(check.outcome());
    CHECK(check.outcome()->kind == FaceOutcomeKind::Unavailable);
    CHECK(check.feed(pairOf(sceneOf("li-wei"), 0)).outcome->scores.framesSeen == 0);
    return check.outcome()->reason;
  };
  CHECK(reasonWith(engine(), calibrated({.nirConfigured = false})) == face::errors::kNoNir);
  CHECK(reasonWith(engine(), {}) == face::errors::kNoCalibration);
  auto wrong = calibrated();
  auto broken = *wrong.calibration;
  broken.rotation[0] = 0;
  wrong.calibration = std::make_shared<const Calibration>(broken);
  CHECK(reasonWith(engine(), wrong) == face::errors::kCalibrationDamaged);
  // The same models but for the mesh.
  const auto folder =
      std::filesystem::temp_directory_path() / ("xiaowu-no-mesh-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  for (const auto* name : {"fr_detect.onnx", "fr_landmark.onnx", "fr_feature.onnx", "fr_liveness.onnx"}) {
    std::filesystem::copy_file(places::models() / name, folder / name);
  }
  const auto without = FaceEngine::load(folder);
  std::filesystem::remove_all(folder);
  REQUIRE(without);
  CHECK(reasonWith(**without, calibrated()) == face::errors::kModelMissing);
}

TEST_CASE("without a usable reference photo the attempt ends before it begins, with the reason") {
  if (!haveModels()) {
    return;
  }
  SECTION("not decodable") {
    FaceCheck check(engine(), fail(drivers::errors::kPhotoNotDecodable, Fault::ServiceUnavailable),
                    calibrated());
    REQUIRE(check.outcome());
    CHECK(check.outcome()->kind == FaceOutcomeKind::Unavailable);
    CHECK(check.outcome()->reason == drivers::errors::kPhotoNotDecodable);
    const auto progress = check.feed(pairOf(sceneOf("li-wei"), 0));
    REQUIRE(progress.outcome);
    CHECK(progress.outcome->scores.framesSeen == 0);
  }
  SECTION("no face in it") {
    FaceCheck check(engine(), Image::of(102, 126, PixelFormat::Bgr8, Bytes(102 * 126 * 3, 200)),
                    calibrated());
    REQUIRE(check.outcome());
    CHECK(check.outcome()->reason == face::errors::kReferenceUnusable);
  }
  SECTION("no picture at all") {
    FaceCheck check(engine(), Image{}, calibrated());
    REQUIRE(check.outcome());
    CHECK(check.outcome()->reason == face::errors::kPicture);
  }
}

TEST_CASE("a site can only make the limits stricter") {
  if (!haveModels()) {
    return;
  }
  const auto with = [](double FusionLimits::* limit, double value) {
    FusionLimits limits;
    limits.*limit = value;
    return FaceCheckSettings{.fusion = limits, .challenge = ChallengePolicy::Off};
  };
  CHECK(attempt(sceneOf("li-wei"), "li-wei", with(&FusionLimits::likenessMin, 0.99)).kind ==
        FaceOutcomeKind::NotMatched);
  CHECK(attempt(sceneOf("li-wei"), "li-wei", with(&FusionLimits::reliefMin, 5)).kind ==
        FaceOutcomeKind::NotAlive);
  CHECK(attempt(sceneOf("li-wei"), "anna-schmidt", with(&FusionLimits::likenessMin, 0.0001)).kind ==
        FaceOutcomeKind::NotMatched);
  CHECK(
      attempt(sceneOf("li-wei", Presentation::Photo), "li-wei", with(&FusionLimits::textureMin, 1e-9)).kind ==
      FaceOutcomeKind::NotAlive);
  FaceCheck short_(engine(), personPhoto("li-wei"), calibrated({.goodFrames = 1}));
  CHECK(short_.feed(pairOf(sceneOf("li-wei"), 0)).needed == 5);
}

TEST_CASE("a looser limit is named, so that the site can be refused") {
  if (!haveModels()) {
    return;
  }
  CHECK(limitsFault({}, engine()).empty());
  FusionLimits site;
  SECTION("likeness below the model's card") {
    site.likenessMin = 0.3;
    CHECK(limitsFault(site, engine()) == "likeness");
  }
  SECTION("texture below the model's card") {
    site.textureMin = 0.1;
    CHECK(limitsFault(site, engine()) == "texture");
  }
  SECTION("depth below the table") {
    site.reliefMin = 0.1;
    CHECK(limitsFault(site, engine()) == "depth");
  }
}
