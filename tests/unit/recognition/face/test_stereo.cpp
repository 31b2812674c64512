#include "SecondView.h"
#include "recognition/face/geometry/internal/FaceShape.h"
#include "recognition/face/geometry/internal/Stereo.h"

#include "tests/support/Catch.h"

#include <cmath>
#include <functional>
#include <random>

using namespace xiaowu;
using namespace xiaowu::face;

namespace {

constexpr double kPi = 3.14159265358979323846;

/// A point of a face in millimetres: x to the picture's right, y down, z away from the camera, 0 at the eyes.
struct Place {
  double x;
  double y;
  double z;
};

/// 468 points on a head: an ellipsoid with a nose. The ids that the code relies on lie where the mesh has
/// them.
std::vector<Place> head() {
  const auto depth = [](double x, double y) {
    const double round =
        95 - 95 * std::sqrt(std::max(0.05, 1 - x * x / (80 * 80) - (y - 20) * (y - 20) / (130 * 130)));
    const double nose = -22 * std::exp(-(x * x) / (2 * 11 * 11) - (y - 42) * (y - 42) / (2 * 15 * 15));
    return round + nose;
  };
  std::vector<Place> points(FaceMesh::kPoints);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = -62 + 124 * static_cast<double>(i % 26) / 25;
    const double y = -55 + 150 * static_cast<double>(i / 26) / 17;
    points[i] = {x, y, depth(x, y)};
  }
  const auto put = [&](std::size_t id, double x, double y) { points[id] = {x, y, depth(x, y)}; };
  put(33, -46.5, 0), put(133, -16.5, 0), put(362, 16.5, 0), put(263, 46.5, 0);
  put(4, 0, 42), put(61, -25, 72), put(291, 25, 72), put(13, 0, 70), put(14, 0, 71), put(78, -20, 71),
      put(308, 20, 71);
  const double eyes = depth(31.5, 0);
  for (auto& point : points) {
    point.z -= eyes;
  }
  return points;
}

struct View {
  CameraLens lens;
  std::array<double, 9> r{1, 0, 0, 0, 1, 0, 0, 0, 1};
  std::array<double, 3> t{};
};

MeshPoint seen(const View& view, const Place& p) {
  const double x = view.r[0] * p.x + view.r[1] * p.y + view.r[2] * p.z + view.t[0];
  const double y = view.r[3] * p.x + view.r[4] * p.y + view.r[5] * p.z + view.t[1];
  const double z = view.r[6] * p.x + view.r[7] * p.y + view.r[8] * p.z + view.t[2];
  const auto& [k1, k2, p1, p2, k3] = view.lens.distortion;
  const double u = x / z;
  const double v = y / z;
  const double r2 = u * u + v * v;
  const double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  return {
      static_cast<float>(view.lens.fx * (u * radial + 2 * p1 * u * v + p2 * (r2 + 2 * u * u)) + view.lens.cx),
      static_cast<float>(view.lens.fy * (v * radial + p1 * (r2 + 2 * v * v) + 2 * p2 * u * v) + view.lens.cy),
      0};
}

struct Scene {
  Calibration calibration = testing::Rig{}.calibration();
  double depth = 500;
  double turn = 0;   ///< degrees, towards the resident's left
  double scale = 1;  ///< of the whole face: a small or large print
  std::function<double(const Place&)> shape = [](const Place& p) { return p.z; };
  double noise = 0;  ///< pixels, of each point in each view

  Result<StereoMeasure> measure() const {
    std::mt19937 random(5);
    std::normal_distribution<float> jitter(0, static_cast<float>(noise));
    const View rgb{calibration.rgb};
    const View nir{calibration.nir, calibration.rotation, calibration.translation};
    FaceMesh first;
    FaceMesh second;
    const double angle = turn * kPi / 180;
    for (const auto& place : head()) {
      const double x = scale * place.x;
      const double z = scale * shape(place);
      const Place there{std::cos(angle) * x - std::sin(angle) * z, scale * place.y - 20,
                        depth + std::sin(angle) * x + std::cos(angle) * z};
      first.points.push_back(seen(rgb, there));
      second.points.push_back(seen(nir, there));
      // What the mesh believes is a head, whatever is really held up.
      const double believed = std::sin(angle) * x + std::cos(angle) * scale * place.z;
      first.points.back().z = static_cast<float>(believed * calibration.rgb.fx / depth);
      if (noise > 0) {
        for (auto* point : {&first.points.back(), &second.points.back()}) {
          point->x += jitter(random), point->y += jitter(random);
        }
      }
    }
    first.presence = second.presence = 1;
    return StereoRig(calibration).measure(first, second);
  }
};

double flat(const Place&) {
  return 0;
}

}  // namespace

TEST_CASE("a head has its relief, its distance and its eye distance") {
  const auto measure = Scene{}.measure();
  REQUIRE(measure);
  CHECK(measure->relief == Approx(1).margin(0.1));
  CHECK(measure->bulge == Approx(1).margin(0.1));
  CHECK(measure->depth == Approx(500).margin(5));
  CHECK(measure->eyeDistance == Approx(63).margin(0.5));
  CHECK(measure->rowError < 0.002);
  CHECK(std::abs(measure->turn) < 2);
}

TEST_CASE("a plane has none, however it is tilted") {
  for (const double turn : {-25.0, -10.0, 0.0, 15.0, 30.0}) {
    Scene scene;
    scene.shape = flat;
    scene.turn = turn;
    const auto measure = scene.measure();
    REQUIRE(measure);
    INFO(turn);
    CHECK(std::abs(measure->relief) < 0.1);
    CHECK(measure->eyeDistance == Approx(63).margin(0.5));
    CHECK(measure->turn == Approx(turn).margin(3));
  }
}

TEST_CASE("a print bent round a cylinder explains itself away") {
  for (const double radius : {70.0, 90.0, 150.0}) {
    Scene scene;
    scene.shape = [radius](const Place& p) { return radius - std::sqrt(radius * radius - p.x * p.x); };
    const auto measure = scene.measure();
    REQUIRE(measure);
    INFO(radius);
    CHECK(measure->bulge < 0.25);
  }
}

TEST_CASE("a print of another size is measured as it is, not as it looks") {
  Scene scene;
  scene.shape = flat;
  scene.scale = 0.6;
  scene.depth = 300;
  CHECK(scene.measure()->eyeDistance == Approx(0.6 * 63).margin(0.5));
}

TEST_CASE("the measure does not depend on how the cameras are mounted, nor on their lenses") {
  Scene scene;
  auto& calibration = scene.calibration;
  SECTION("near infrared on the other side") {
    calibration.translation = {60, 0, 0};
  }
  SECTION("one above the other") {
    calibration.translation = {0, -60, 0};
  }
  SECTION("turned towards each other, another lens and size") {
    const double angle = 5 * kPi / 180;
    calibration.rotation = {std::cos(angle),  0, std::sin(angle), 0, 1, 0,
                            -std::sin(angle), 0, std::cos(angle)};
    calibration.translation = {-58, 3, 6};
    calibration.nir = {"", 1280, 720, 900, 905, 650, 350, {0.05, -0.1, 0.001, 0, 0}, 0.1};
    calibration.rgb.distortion = {-0.2, 0.06, 0, 0.001, 0};
  }
  for (const double turn : {0.0, 20.0}) {
    scene.turn = turn;
    scene.shape = [](const Place& p) { return p.z; };
    const auto living = scene.measure();
    REQUIRE(living);
    CHECK(living->relief == Approx(1).margin(0.15));
    CHECK(living->eyeDistance == Approx(63).margin(1));
    CHECK(living->rowError < 0.002);
    scene.shape = flat;
    const auto print = scene.measure();
    REQUIRE(print);
    CHECK(std::abs(print->relief) < 0.1);
    CHECK(print->turn == Approx(turn).margin(4));
  }
}

TEST_CASE("with a pixel of noise on every point a head and a plane stay apart") {
  Scene scene;
  scene.noise = 1;
  CHECK(scene.measure()->relief > 0.7);
  scene.shape = flat;
  CHECK(scene.measure()->relief < 0.3);
}

TEST_CASE("a face elsewhere, behind the cameras or missing is not measured") {
  Scene scene;
  SECTION("another row") {
    auto moved = testing::Rig{}.calibration();
    FaceMesh first;
    FaceMesh second;
    const View rgb{moved.rgb};
    const View nir{moved.nir, moved.rotation, moved.translation};
    for (const auto& place : head()) {
      first.points.push_back(seen(rgb, {place.x, place.y, place.z + 500}));
      second.points.push_back(seen(nir, {place.x, place.y + 30, place.z + 500}));
    }
    const auto measure = StereoRig(moved).measure(first, second);
    REQUIRE(measure);
    CHECK(measure->rowError > 0.3);
  }
  SECTION("swapped cameras: the shift has the wrong sign") {
    FaceMesh mesh;
    const View rgb{scene.calibration.rgb};
    FaceMesh other;
    for (const auto& place : head()) {
      mesh.points.push_back(seen(rgb, {place.x, place.y, place.z + 500}));
      other.points.push_back(seen(rgb, {place.x + 60, place.y, place.z + 500}));
    }
    CHECK_FALSE(StereoRig(scene.calibration).measure(mesh, other));
    CHECK_FALSE(StereoRig(scene.calibration).measure(mesh, mesh));
  }
  SECTION("no mesh") {
    CHECK_FALSE(StereoRig(scene.calibration).measure({}, {}));
    FaceMesh zeros;
    zeros.points.resize(FaceMesh::kPoints);
    CHECK_FALSE(StereoRig(scene.calibration).measure(zeros, zeros));
  }
}

TEST_CASE("where one camera sees a point, the other is told to look") {
  Scene scene;
  const StereoRig stereo(scene.calibration);
  const View nir{scene.calibration.nir, scene.calibration.rotation, scene.calibration.translation};
  const View rgb{scene.calibration.rgb};
  const Place place{40, -30, 620};
  const auto from = seen(rgb, place);
  const auto expected = seen(nir, place);
  const auto found = stereo.inNir({from.x, from.y}, 620);
  CHECK(found.x == Approx(expected.x).margin(0.1));
  CHECK(found.y == Approx(expected.y).margin(0.1));
  CHECK(stereo.depthBySize({{{260, 200}, {335.6F, 200}, {}, {}, {}}}) == Approx(500).margin(1));
}
