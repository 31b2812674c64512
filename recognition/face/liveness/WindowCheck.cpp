#include "recognition/face/liveness/WindowCheck.h"

#include "recognition/face/liveness/FaceCheck.h"
#include "recognition/face/liveness/internal/Fusion.h"
#include "recognition/face/liveness/internal/PairObserver.h"

namespace xiaowu::face {
namespace {

struct Window {
  std::vector<PairSample> samples;
  FaceGuidance guidance = FaceGuidance::NoFace;
};

/// The first full window of good pairs, as in the kiosk.
Result<Window> windowOf(PairObserver& observer, std::size_t count, std::size_t good,
                        const PairSource& source) {
  Window window;
  for (std::size_t i = 0; i < count && window.samples.size() < good; ++i) {
    const auto pair = source(i);
    if (!pair) {
      return fail(pair.error());
    }
    const auto sighting = observer.look(*pair, static_cast<int>(window.samples.size()), {});
    if (!sighting) {
      return fail(sighting.error());
    }
    if (!sighting->broken.empty()) {
      return fail(sighting->broken, Fault::ServiceUnavailable, "pair " + std::to_string(i + 1));
    }
    if (sighting->isTrackLost || sighting->isOther) {
      window.samples.clear();
    }
    if (sighting->sample) {
      window.samples.push_back(*sighting->sample);
    }
    window.guidance = sighting->guidance;
  }
  return window;
}

}  // namespace

Result<WindowVerdict> checkWindow(FaceEngine& engine, const Calibration& calibration, std::size_t count,
                                  std::size_t good, const PairSource& source) {
  ObserverSettings settings;
  settings.goodFrames = static_cast<int>(good);
  PairObserver observer(engine, calibration, settings);
  const auto window = windowOf(observer, count, good, source);
  if (!window) {
    return fail(window.error());
  }
  if (window->samples.size() < good) {
    return fail(errors::kFaceNotSeen, Fault::ResidentCanFix,
                std::to_string(window->samples.size()) + " good pairs of " + std::to_string(good) +
                    "; last: " + std::string(guidanceName(window->guidance)));
  }
  auto fused = fuse(window->samples, floorOf(engine), observer.baseline());
  return WindowVerdict{fused.verdict, fused.certainty, std::move(fused.gates)};
}

}  // namespace xiaowu::face
