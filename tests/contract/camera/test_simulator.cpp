// What the camera simulator promises of each kind of presentation, measured on its pictures: what moves how
// between the two views, what stays dark, what freezes.
#include "drivers/camera/simulator/Optics.h"
#include "drivers/camera/simulator/Portraits.h"
#include "drivers/camera/simulator/Stage.h"

#include "tests/support/Catch.h"
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

using namespace xiaowu;
using namespace xiaowu::simulator;

namespace {

Stage& stage() {
  static Stage theStage(facesFolder());
  return theStage;
}

bool havePictures() {
  const bool isThere = stage().prepare("li-wei").has_value();
  if (!isThere) {
    WARN("skipped: no sample pictures (packaging/setup/models.sh fetches them)");
  }
  return isThere;
}

Scene sceneOf(Presentation presentation, const std::string& person = "li-wei") {
  Scene scene;
  scene.person = person;
  scene.presentation = presentation;
  scene.variation.motion = 0;
  return scene;
}

cv::Mat drawn(const Scene& scene, CameraStream stream, std::int64_t tick = 1) {
  const auto image = stage().draw(scene, stream, tick);
  REQUIRE(image.width == 640);
  REQUIRE(image.height == 480);
  return cv::Mat(480, 640, image.channels() == 1 ? CV_8UC1 : CV_8UC3, const_cast<std::uint8_t*>(image.data()))
      .clone();
}

cv::Mat greyOf(const cv::Mat& picture) {
  cv::Mat grey;
  if (picture.channels() == 1) {
    return picture;
  }
  cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

double meanIn(const cv::Mat& picture, const cv::Rect& part) {
  return cv::mean(greyOf(picture)(part))[0];
}

double meanDifference(const cv::Mat& a, const cv::Mat& b, const cv::Rect& part) {
  cv::Mat difference;
  cv::absdiff(greyOf(a)(part), greyOf(b)(part), difference);
  return cv::mean(difference)[0];
}

/// How far the small part around a point of the visible picture lies to the left in the near-infrared one.
double shiftOf(const cv::Mat& rgb, const cv::Mat& nir, cv::Point at) {
  const cv::Rect part(at.x - 16, at.y - 14, 32, 28);
  const cv::Rect search(std::max(part.x - 110, 0), part.y - 12, part.width + 130, part.height + 24);
  cv::Mat found;
  cv::matchTemplate(nir(search & cv::Rect(0, 0, 640, 480)), greyOf(rgb)(part), found, cv::TM_CCOEFF_NORMED);
  cv::Point best;
  cv::minMaxLoc(found, nullptr, nullptr, nullptr, &best);
  return part.x - (search.x + best.x);
}

/// Mesh point in the frame; the portrait's margin is not seen.
cv::Point framed(const MeshPoint& point) {
  return {cvRound(point.x) - Portrait::kMargin, cvRound(point.y) - Portrait::kMargin};
}

constexpr std::size_t kNoseTip = 4;
constexpr std::size_t kChin = 199;
constexpr std::size_t kForehead = 151;

/// A person whose picture is all speckles, so that each place is found again in the other view, with the
/// relief of a sample person.
Portrait bringSpeckled() {
  const auto sample = loadPortrait(facesFolder(), "wang-fang").value();
  cv::Mat speckles(Portrait::kHeight, Portrait::kWidth, CV_8UC3);
  cv::RNG(5).fill(speckles, cv::RNG::NORMAL, 128, 260);
  cv::GaussianBlur(speckles, speckles, {}, 2.2);
  cv::normalize(speckles, speckles, 20, 235, cv::NORM_MINMAX);
  cv::extractChannel(speckles, speckles, 1);
  cv::cvtColor(speckles, speckles, cv::COLOR_GRAY2BGR);
  const Bytes pixels(speckles.data, speckles.data + speckles.total() * 3);
  const PersonPicture person{Image::of(Portrait::kWidth, Portrait::kHeight, PixelFormat::Bgr8, pixels),
                             sample.mesh, 63};
  REQUIRE(stage().add("speckled", person));
  return makePortrait(person).value();
}

constexpr std::array<Presentation, 5> kAll{Presentation::Live, Presentation::Photo, Presentation::Bent,
                                           Presentation::Screen, Presentation::Mask};

}  // namespace

TEST_CASE("the calibration is that of the pictures: a point goes where its cameras put it") {
  const auto calibration = simulatorCalibration();
  const auto& r = calibration.rotation;
  const auto& t = calibration.translation;
  CHECK(std::hypot(t[0], t[1], t[2]) == Approx(50).margin(0.1));
  for (const auto& point : {Vector3{0, 0, 475}, Vector3{-80, 60, 400}, Vector3{120, -90, 1150}}) {
    const auto rgb = SimulatorEye::visible().project(point);
    CHECK(rgb.x == Approx(calibration.rgb.cx + calibration.rgb.fx * point.x / point.z));
    const double x = r[0] * point.x + r[1] * point.y + r[2] * point.z + t[0];
    const double y = r[3] * point.x + r[4] * point.y + r[5] * point.z + t[1];
    const double z = r[6] * point.x + r[7] * point.y + r[8] * point.z + t[2];
    const auto nir = SimulatorEye::nearInfrared().project(point);
    CHECK(nir.x == Approx(calibration.nir.cx + calibration.nir.fx * x / z));
    CHECK(nir.y == Approx(calibration.nir.cy + calibration.nir.fy * y / z));
    const auto ray = SimulatorEye::nearInfrared().ray(nir.x, nir.y);
    const auto way = point - SimulatorEye::nearInfrared().centre();
    CHECK(ray.x * way.z == Approx(ray.z * way.x).margin(1e-6));
    CHECK(ray.y * way.z == Approx(ray.z * way.y).margin(1e-6));
  }
}

TEST_CASE("a living face has depth: each point moves between the views by its own") {
  if (!havePictures()) {
    return;
  }
  const auto portrait = bringSpeckled();
  const auto live = sceneOf(Presentation::Live, "speckled");
  const auto rgb = drawn(live, CameraStream::Rgb);
  const auto nir = drawn(live, CameraStream::Nir);
  const double perPixel = portrait.distance / SimulatorEye::visible().geometry().fx;
  const auto shiftBy = [&](const MeshPoint& point) {
    const auto at = framed(point);
    const double z = portrait.distance + point.z * perPixel;
    const auto ray = SimulatorEye::visible().ray(at.x, at.y);
    return at.x - SimulatorEye::nearInfrared().project(ray * z).x;
  };
  const auto eyes = eyesOf(portrait.mesh);
  for (const auto& point :
       {portrait.mesh[kNoseTip], eyes.left, eyes.right, portrait.mesh[kChin], portrait.mesh[kForehead]}) {
    INFO(point.x << ',' << point.y << ',' << point.z);
    // The part that is searched for is 32 pixels wide, the nose is not.
    CHECK(shiftOf(rgb, nir, framed(point)) == Approx(shiftBy(point)).margin(2.5));
  }
  CHECK(shiftOf(rgb, nir, framed(portrait.mesh[kNoseTip])) - shiftOf(rgb, nir, framed(eyes.left)) >= 2);
}

TEST_CASE("a print is one plane for both cameras") {
  if (!havePictures()) {
    return;
  }
  bringSpeckled();
  auto scene = sceneOf(GENERATE(Presentation::Photo, Presentation::Filmed), "speckled");
  scene.variation.ink = 1;
  scene.variation.yaw = GENERATE(-15.0, 0.0, 12.0);
  scene.variation.pitch = GENERATE(-8.0, 5.0);
  const auto rgb = drawn(scene, CameraStream::Rgb);
  const auto nir = drawn(scene, CameraStream::Nir);
  // The shift between two views of a plane is very nearly linear over the picture: what is measured left and
  // right foretells the middle, where the nose is.
  const cv::Point middle(310, 220);
  const auto across = [&](cv::Point by) {
    return (shiftOf(rgb, nir, middle - by) + shiftOf(rgb, nir, middle + by)) / 2;
  };
  INFO(shiftOf(rgb, nir, middle) << ' ' << across({50, 0}) << ' ' << across({0, 60}));
  CHECK(std::abs(shiftOf(rgb, nir, middle) - across({50, 0})) <= 1);
  CHECK(std::abs(shiftOf(rgb, nir, middle) - across({0, 60})) <= 1);
}

TEST_CASE("a bent print bulges, a little, the same way in both views") {
  if (!havePictures()) {
    return;
  }
  auto scene = sceneOf(Presentation::Bent);
  scene.variation.bend = 90;
  auto flat = sceneOf(Presentation::Photo);
  const cv::Rect sides(120, 100, 400, 300);
  CHECK(meanDifference(drawn(scene, CameraStream::Rgb), drawn(flat, CameraStream::Rgb), sides) > 3);
  CHECK(meanDifference(drawn(scene, CameraStream::Nir), drawn(flat, CameraStream::Nir), sides) > 3);
  scene.variation.bend = 1e5;  // hardly bent is flat
  CHECK(meanDifference(drawn(scene, CameraStream::Rgb), drawn(flat, CameraStream::Rgb), sides) < 2);
}

TEST_CASE("near infrared: a face is bright before a dark cabin, paper is dull, a screen is dark") {
  if (!havePictures()) {
    return;
  }
  const cv::Rect face(220, 170, 100, 120);
  const cv::Rect corner(10, 10, 100, 100);
  const auto live = drawn(sceneOf(Presentation::Live), CameraStream::Nir);
  CHECK(meanIn(live, face) > 90);
  CHECK(meanIn(live, face) > 4 * meanIn(live, corner));
  const auto screen = drawn(sceneOf(Presentation::Screen), CameraStream::Nir);
  CHECK(meanIn(screen, face) < 30);
  CHECK(meanIn(drawn(sceneOf(Presentation::Screen), CameraStream::Rgb), face) > 60);
  const auto spread = [&face](const cv::Mat& picture) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(greyOf(picture)(face), mean, deviation);
    return deviation[0];
  };
  auto print = sceneOf(Presentation::Photo);
  print.variation.ink = 0.3;
  const double faint = spread(drawn(print, CameraStream::Nir));
  print.variation.ink = 1;
  CHECK(faint < 0.6 * spread(drawn(print, CameraStream::Nir)));
}

TEST_CASE("low light darkens the visible picture only: near infrared brings its own") {
  if (!havePictures()) {
    return;
  }
  const cv::Rect face(220, 170, 100, 120);
  auto scene = sceneOf(Presentation::Live);
  const double rgb = meanIn(drawn(scene, CameraStream::Rgb), face);
  const double nir = meanIn(drawn(scene, CameraStream::Nir), face);
  scene.isDark = true;
  CHECK(meanIn(drawn(scene, CameraStream::Rgb), face) < 0.3 * rgb);
  CHECK(meanIn(drawn(scene, CameraStream::Nir), face) == Approx(nir).margin(2));
}

TEST_CASE("everything moves a little from frame to frame, and the two sensors' noise is their own") {
  if (!havePictures()) {
    return;
  }
  for (const auto presentation : kAll) {
    auto scene = sceneOf(presentation);
    scene.variation.motion = 1;
    for (const auto stream : {CameraStream::Rgb, CameraStream::Nir}) {
      CHECK(cv::norm(drawn(scene, stream, 1), drawn(scene, stream, 2), cv::NORM_INF) > 0);
      CHECK(cv::norm(drawn(scene, stream, 1), drawn(scene, stream, 1), cv::NORM_INF) > 0);
      CHECK(meanDifference(drawn(scene, stream, 1), drawn(scene, stream, 2), {0, 0, 640, 480}) < 8);
    }
  }
}

TEST_CASE("a living person does what is asked, in both views; a picture of that person does nothing") {
  if (!havePictures()) {
    return;
  }
  const auto act = GENERATE(Act::Blink, Act::OpenMouth, Act::TurnLeft, Act::TurnRight);
  const std::int64_t during = act == Act::Blink ? 105 : 122;
  for (const auto presentation :
       {Presentation::Live, Presentation::Photo, Presentation::Bent, Presentation::Screen}) {
    auto still = sceneOf(presentation);
    auto asked = still;
    asked.act = act;
    asked.actTick = 100;
    const cv::Rect face(200, 130, 150, 180);
    for (const auto stream : {CameraStream::Rgb, CameraStream::Nir}) {
      const double noise = meanDifference(drawn(still, stream, during), drawn(still, stream, during), face);
      const double change = meanDifference(drawn(still, stream, during), drawn(asked, stream, during), face);
      INFO(static_cast<int>(presentation)
           << ' ' << static_cast<int>(act) << " noise " << noise << " change " << change);
      if (presentation == Presentation::Live) {
        CHECK(change > noise + 0.4);
      } else {
        CHECK(change < noise + 0.2);
      }
      // And it ends.
      CHECK(meanDifference(drawn(still, stream, 300), drawn(asked, stream, 300), face) < noise + 0.2);
    }
  }
}

TEST_CASE("somebody enters beside, and somebody else takes the place") {
  if (!havePictures()) {
    return;
  }
  REQUIRE(stage().prepare("wang-fang"));
  const cv::Rect right(400, 120, 180, 240);
  auto scene = sceneOf(Presentation::Live);
  const auto alone = drawn(scene, CameraStream::Nir);
  scene.second = "wang-fang";
  CHECK(meanIn(drawn(scene, CameraStream::Nir), right) > meanIn(alone, right) + 10);
  CHECK(meanDifference(drawn(sceneOf(Presentation::Live), CameraStream::Rgb),
                       drawn(sceneOf(Presentation::Live, "wang-fang"), CameraStream::Rgb),
                       {200, 120, 200, 240}) > 10);
  Scene nobody;
  CHECK(meanIn(drawn(nobody, CameraStream::Nir), {220, 170, 100, 120}) < 40);
}

TEST_CASE("a portrait given by the caller is shown, a broken one refused") {
  if (!havePictures()) {
    return;
  }
  const auto sample = loadPortrait(facesFolder(), "wang-fang").value();
  PersonPicture given{sample.picture, sample.mesh, 60};
  REQUIRE(stage().add("guest", given));
  const auto rgb = drawn(sceneOf(Presentation::Live, "guest"), CameraStream::Rgb);
  CHECK(meanIn(rgb, {250, 170, 120, 120}) > 40);
  const auto refused = [](const PersonPicture& person) {
    return stage().add("guest", person).error().code == "simulator.mesh";
  };
  auto broken = given;
  broken.mesh.pop_back();
  CHECK(refused(broken));
  broken = given;
  broken.mesh[7].z = std::numeric_limits<float>::quiet_NaN();
  CHECK(refused(broken));
  broken = given;
  broken.picture = {};
  CHECK(refused(broken));
  broken = given;
  broken.eyeDistance = 0;
  CHECK(refused(broken));
  broken = given;
  broken.mesh.assign(broken.mesh.size(), {100, 100, 0});  // one point: no face
  CHECK(refused(broken));
  // The good one is still there.
  CHECK(drawn(sceneOf(Presentation::Live, "guest"), CameraStream::Nir).cols == 640);
}
