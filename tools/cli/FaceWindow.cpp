#include "tools/cli/FaceWindow.h"

#include "recognition/face/liveness/FaceCheck.h"
#include "tools/cli/FaceTools.h"
#include "tools/cli/Lines.h"
#include "tools/cli/PictureWindow.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;

Json lineOf(std::string_view decision, const std::vector<face::GateResult>& gates) {
  Json line{{"decision", decision}, {"gates", Json::array()}};
  for (const auto& gate : gates) {
    line["gates"].push_back({{"name", gate.name},
                             {"score", rounded(gate.score, 4)},
                             {"passed", gate.passed},
                             {"reason", gate.reason}});
  }
  return line;
}

std::string_view decisionOf(face::Verdict verdict) {
  switch (verdict) {
    case face::Verdict::Live: return "live";
    case face::Verdict::Doubt: return "doubt";
    case face::Verdict::Attack: return "attack";
  }
  return "attack";
}

struct Window {
  std::vector<face::PairSample> samples;
  face::FaceGuidance guidance = face::FaceGuidance::NoFace;
};

/// The first full window of good pairs, as in the kiosk.
Result<Window> windowOf(face::PairObserver& observer, const std::vector<PicturePair>& pairs,
                        std::size_t good) {
  Window window;
  for (std::size_t i = 0; i < pairs.size() && window.samples.size() < good; ++i) {
    const auto pair = readPair(pairs[i], i);
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

Result<Exit> faceWindow(const Arguments& arguments, Surroundings& io) {
  const auto rgb = arguments.option("--rgb-dir");
  const auto nir = arguments.option("--nir-dir");
  if (!rgb || !nir) {
    return usageError("--rgb-dir and --nir-dir belong together");
  }
  const auto pairs = pairsOf(*rgb, *nir);
  if (!pairs) {
    return fail(pairs.error());
  }
  const auto file = arguments.option("--calibration");
  const auto calibration =
      file ? face::readCalibration(*file)
           : Result<face::Calibration>(fail(face::errors::kNoCalibration, Fault::ServiceUnavailable,
                                            "--calibration FILE is not given"));
  auto engine = faceEngine(arguments, io.err);
  if (!engine) {
    return fail(engine.error());
  }
  const auto unavailable = [&](const Error& error) -> Result<Exit> {
    auto line = lineOf("unavailable", {});
    line["reason"] = error.code;
    io.out << oneLine(line) << '\n';
    return fail(error);
  };
  if (!calibration) {
    return unavailable(calibration.error());
  }
  if ((*engine)->meshMissing()) {
    return unavailable(*(*engine)->meshMissing());
  }
  constexpr std::size_t kGood = 7;
  constexpr std::size_t kGoodMin = 5;
  const auto good = std::clamp(pairs->size(), kGoodMin, kGood);
  face::ObserverSettings settings;
  settings.goodFrames = static_cast<int>(good);
  face::PairObserver observer(**engine, *calibration, settings);
  const auto window = windowOf(observer, *pairs, good);
  if (!window) {
    return unavailable(window.error());
  }
  if (window->samples.size() < good) {
    return unavailable({std::string(face::errors::kFaceNotSeen), Fault::ResidentCanFix,
                        std::to_string(window->samples.size()) + " good pairs of " + std::to_string(good) +
                            "; last: " + std::string(guidanceName(window->guidance))});
  }
  const auto fused = face::fuse(window->samples, face::floorOf(**engine), observer.baseline());
  auto line = lineOf(decisionOf(fused.verdict), fused.gates);
  line["certainty"] = rounded(fused.certainty, 4);
  io.out << oneLine(line) << '\n';
  return fused.verdict == face::Verdict::Live ? kDone : kFailed;
}

}  // namespace xiaowu::cli
