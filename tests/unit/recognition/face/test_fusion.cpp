#include "recognition/face/liveness/internal/Fusion.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::face;

namespace {

PairSample living(int index = 0) {
  PairSample sample;
  sample.at = SteadyTime{} + std::chrono::milliseconds{40 * index};
  sample.gap = 4;
  sample.texture = 0.9;
  sample.hasNirFace = true;
  sample.stereo = StereoMeasure{0.95, 0.9, 0.01, 500, 63, 0, true, 110};
  if (index % 2 == 0) {
    sample.likeness = 0.7;
    sample.binding = 0.8;
    if (index > 0) {
      sample.same = 0.9;
    }
  }
  return sample;
}

std::vector<PairSample> window(int count = 7) {
  std::vector<PairSample> samples;
  for (int i = 0; i < count; ++i) {
    samples.push_back(living(i));
  }
  return samples;
}

FusionLimits limits() {
  FusionLimits limits;
  limits.textureMin = 0.2;
  limits.likenessMin = 0.47;
  return limits;
}

template <typename Change>
Fused fusedWith(Change&& change, double baseline = 60) {
  auto samples = window();
  for (auto& sample : samples) {
    change(sample);
  }
  return fuse(samples, limits(), baseline);
}

const GateResult& gate(const Fused& fused, std::string_view name) {
  for (const auto& result : fused.gates) {
    if (result.name == name) {
      return result;
    }
  }
  throw std::runtime_error("no such gate");
}

/// Exactly this gate is shut, for this reason, and the verdict is an attack.
void checkShut(const Fused& fused, std::string_view name, std::string_view reason) {
  CHECK(fused.verdict == Verdict::Attack);
  for (const auto& result : fused.gates) {
    INFO(result.name << " " << result.score);
    CHECK(result.passed == (result.name != name));
  }
  CHECK(gate(fused, name).reason == reason);
}

}  // namespace

TEST_CASE("a living person passes every gate without doubt") {
  const auto fused = fuse(window(), limits(), 60);
  CHECK(fused.verdict == Verdict::Live);
  CHECK(fused.certainty > 0.95);
  CHECK(fused.likeness == Approx(0.7));
  REQUIRE(fused.gates.size() == kFusionTable.size());
  for (const auto& result : fused.gates) {
    CHECK((result.passed && result.reason.empty()));
  }
}

TEST_CASE("each gate alone is enough to be an attack") {
  checkShut(fusedWith([](auto& s) { s.gap = 41; }), "sync", "late");
  checkShut(fusedWith([](auto& s) { s.stereo->rowError = 0.09; }), "nir-place", "other-place");
  checkShut(fusedWith([](auto& s) { s.stereo->relief = 0.1; }), "depth", "flat");
  checkShut(fusedWith([](auto& s) { s.stereo->relief = -0.9; }), "depth", "flat");
  // What a print bent to a radius of 76 mm shows: depth enough for a head, but all of it is the sheet's own
  // bend.
  checkShut(fusedWith([](auto& s) { s.stereo->relief = 0.56, s.stereo->bulge = 0.11; }), "bend", "bent");
  checkShut(fusedWith([](auto& s) { s.stereo->eyeDistance = 45; }), "size", "wrong-size");
  checkShut(fusedWith([](auto& s) { s.stereo->eyeDistance = 90; }), "size", "wrong-size");
  checkShut(fusedWith([](auto& s) { s.texture = 0.1; }), "texture", "picture");
  checkShut(fusedWith([](auto& s) {
              if (s.binding) {
                s.binding = 0.3;
              }
            }),
            "binding", "two-faces");
  checkShut(fusedWith([](auto& s) {
              if (s.same) {
                s.same = 0.3;
              }
            }),
            "track", "changed");
  // Two people who look alike, one after the other: seen on the simulator with a limit of 0.40.
  checkShut(fusedWith([](auto& s) {
              if (s.same) {
                s.same = 0.53;
              }
            }),
            "track", "changed");
}

TEST_CASE("a face that near infrared does not show is an attack; one lost frame of seven is not") {
  auto samples = window();
  samples[3].hasNirFace = false;
  samples[3].stereo.reset();
  CHECK(fuse(samples, limits(), 60).verdict == Verdict::Live);
  samples[4].hasNirFace = false;
  samples[4].stereo.reset();
  checkShut(fuse(samples, limits(), 60), "nir-face", "dark-in-near-infrared");
}

TEST_CASE("what was never measured does not pass") {
  CHECK(fuse({}, limits(), 60).verdict == Verdict::Attack);
  const auto noStereo = fusedWith([](auto& s) { s.stereo.reset(); });
  CHECK(noStereo.verdict == Verdict::Attack);
  for (const auto* name : {"nir-place", "depth", "bend", "size"}) {
    CHECK(gate(noStereo, name).reason == "not-measured");
    CHECK(gate(noStereo, name).score == -1);
  }
  checkShut(fusedWith([](auto& s) { s.binding.reset(); }), "binding", "not-measured");
  checkShut(fusedWith([](auto& s) { s.same.reset(); }), "track", "not-measured");
}

TEST_CASE("depth that only the two meshes guess is not measured") {
  const auto fused = fusedWith([](auto& s) { s.stereo->isMatched = false; });
  CHECK(fused.verdict == Verdict::Attack);
  CHECK(gate(fused, "depth").reason == "not-measured");
  CHECK(gate(fused, "bend").reason == "not-measured");
}

TEST_CASE("not-a-number never passes") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(fusedWith([&](auto& s) { s.texture = nan; }).verdict == Verdict::Attack);
  CHECK(fusedWith([&](auto& s) { s.stereo->relief = nan; }).verdict == Verdict::Attack);
  CHECK(fusedWith([&](auto& s) { s.stereo->eyeDistance = nan; }).verdict == Verdict::Attack);
  CHECK(fusedWith([&](auto& s) { s.stereo->rowError = nan; }).verdict == Verdict::Attack);
}

TEST_CASE("the middle of the window decides, so that one odd frame does not") {
  auto samples = window();
  samples[2].texture = 0;
  samples[5].stereo->relief = 0;
  CHECK(fuse(samples, limits(), 60).verdict == Verdict::Live);
}

TEST_CASE("scores just within their limits leave a doubt") {
  const auto fused = fusedWith([](auto& s) {
    s.texture = 0.22;
    s.stereo->relief = 0.5;
    if (s.binding) {
      s.binding = 0.45;
    }
  });
  CHECK(fused.verdict == Verdict::Doubt);
  CHECK(fused.certainty < 0.85);
}

TEST_CASE("with lenses close together bend only weighs, and every window is a doubt") {
  CHECK(fusedWith([](auto&) {}, 25).verdict == Verdict::Doubt);
  CHECK(fusedWith([](auto& s) { s.stereo->relief = 0.1; }, 25).verdict == Verdict::Attack);
  CHECK(fusedWith([](auto& s) { s.stereo->bulge = 0; }, 25).verdict == Verdict::Doubt);
  CHECK(fusedWith([](auto& s) { s.stereo->bulge = 0; }, 40).verdict == Verdict::Attack);
}

TEST_CASE("likeness is taken only from frames that pass by themselves") {
  auto samples = window();
  samples[0].texture = 0.1;
  samples[0].likeness = 0.99;
  samples[2].likeness = 0.3;
  samples[4].likeness = 0.3;
  samples[6].likeness = 0.3;
  CHECK(fuse(samples, limits(), 60).likeness == Approx(0.3));
  for (auto& sample : samples) {
    sample.hasNirFace = false;
  }
  CHECK(fuse(samples, limits(), 60).likeness == -1);
  CHECK_FALSE(judge(kLikenessRow, -1, limits()).passed);
  CHECK_FALSE(judge(kLikenessRow, 0.46, limits()).passed);
  CHECK(judge(kLikenessRow, 0.48, limits()).passed);
}

TEST_CASE("limits can only become stricter, each in its own direction") {
  const auto floor = limits();
  CHECK(looserThan(floor, floor).empty());
  auto site = floor;
  SECTION("stricter") {
    site.reliefMin = 0.6;
    site.rowErrorMax = 0.03;
    site.eyeDistanceMax = 70;
    site.doubtBelow = 0.9;
    CHECK(looserThan(site, floor).empty());
    const auto used = stricterOf(site, floor);
    CHECK(used.reliefMin == 0.6);
    CHECK(used.rowErrorMax == 0.03);
    CHECK(used.eyeDistanceMax == 70);
    CHECK(used.doubtBelow == 0.9);
  }
  SECTION("depth") {
    site.reliefMin = 0.4;
    CHECK(looserThan(site, floor) == "depth");
  }
  SECTION("bend") {
    site.bulgeMin = 0.1;
    CHECK(looserThan(site, floor) == "bend");
  }
  SECTION("place") {
    site.rowErrorMax = 0.2;
    CHECK(looserThan(site, floor) == "nir-place");
  }
  SECTION("small") {
    site.eyeDistanceMin = 40;
    CHECK(looserThan(site, floor) == "size");
  }
  SECTION("large") {
    site.eyeDistanceMax = 90;
    CHECK(looserThan(site, floor) == "size");
  }
  SECTION("texture") {
    site.textureMin = 0.1;
    CHECK(looserThan(site, floor) == "texture");
  }
  SECTION("likeness") {
    site.likenessMin = 0.4;
    CHECK(looserThan(site, floor) == "likeness");
  }
  SECTION("doubt") {
    site.doubtBelow = 0.1;
    CHECK(looserThan(site, floor) == "doubt");
  }
  SECTION("not a number") {
    site.bindingMin = std::numeric_limits<double>::quiet_NaN();
    CHECK(looserThan(site, floor) == "binding");
  }
  const auto used = stricterOf(site, floor);
  CHECK(looserThan(used, floor).empty());
}
