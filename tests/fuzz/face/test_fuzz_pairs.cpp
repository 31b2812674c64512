// Frame pairing under any order, time, size and loss of frames: never a crash, and never a pair that counts
// without being new, of one moment and of the calibrated size.

#include "recognition/face/liveness/FramePairValidator.h"

#include "tests/support/Catch.h"

#include <random>

using namespace xiaowu;
using namespace xiaowu::face;

namespace {

struct Dice {
  std::mt19937 engine;
  int below(int count) { return static_cast<int>(engine() % static_cast<unsigned>(count)); }
};

Image anyImage(Dice& dice) {
  static const Image whole = Image::of(16, 12, PixelFormat::Grey8, Bytes(16 * 12, 9));
  if (dice.below(12) != 0) {
    return whole;
  }
  Image odd = whole;
  switch (dice.below(5)) {
    case 0: return {};
    case 1: odd.width = dice.below(70'000) - 10; break;
    case 2: odd.height = -dice.below(5); break;
    case 3:
      odd.pixels = std::make_shared<const Bytes>(Bytes(static_cast<std::size_t>(dice.below(100))));
      break;
    default: odd = Image::of(12, 16, PixelFormat::Bgr8, Bytes(12 * 16 * 3, 1)); break;
  }
  return odd;
}

drivers::Frame anyFrame(Dice& dice, int step) {
  const int jitter = dice.below(10) == 0 ? dice.below(400) - 200 : dice.below(50) - 25;
  const auto number =
      static_cast<std::uint64_t>(std::max(0, step + (dice.below(15) == 0 ? dice.below(9) - 4 : 0)));
  return {anyImage(dice),
          SteadyTime{} + std::chrono::seconds{1} + std::chrono::milliseconds{40 * step + jitter}, number,
          dice.below(10) == 0 ? 3 : static_cast<std::uint64_t>(dice.engine())};
}

}  // namespace

TEST_CASE("whatever the cameras deliver, only new pairs of one moment and the right size count") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Dice dice{std::mt19937(seed)};
    FramePairValidator validator(PairRules{40, 16, 12, 16, 12});
    std::optional<drivers::FramePair> before;
    for (int step = 1; step < 120; ++step) {
      drivers::FramePair pair{anyFrame(dice, step), std::nullopt, {}};
      if (dice.below(8) != 0) {
        pair.nir = anyFrame(dice, step);
      }
      const auto state = validator.look(pair);
      INFO("seed " << seed << " step " << step);
      const bool isSame =
          before && (pair.rgb.digest == before->rgb.digest || pair.rgb.sequence <= before->rgb.sequence ||
                     pair.rgb.captured <= before->rgb.captured);
      if (state.isFresh) {
        REQUIRE_FALSE(isSame);
        REQUIRE(pair.rgb.image.width == 16);
        REQUIRE(pair.rgb.image.pixels->size() >= 16 * 12);
      }
      if (before && pair.rgb.captured < before->rgb.captured) {
        REQUIRE(state.broken == face::errors::kTimeBackwards);
      }
      if (state.hasNir) {
        REQUIRE(pair.nir);
        REQUIRE(state.reason.empty());
        REQUIRE(std::chrono::abs(pair.nir->captured - pair.rgb.captured) < std::chrono::milliseconds{40});
        REQUIRE(pair.nir->image.width == 16);
        REQUIRE(pair.nir->image.height == 12);
      } else {
        REQUIRE((!state.reason.empty() || !state.broken.empty()));
      }
      before = pair;
    }
  }
}
