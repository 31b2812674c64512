#include "tools/cli/faces/FaceWindow.h"

#include "core/domain/FaceGuidance.h"
#include "recognition/face/liveness/WindowCheck.h"
#include "tools/cli/faces/FaceTools.h"
#include "tools/cli/Lines.h"
#include "tools/cli/faces/PictureWindow.h"

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
  const auto window = face::checkWindow(**engine, *calibration, pairs->size(), good,
                                        [&](std::size_t index) { return readPair((*pairs)[index], index); });
  if (!window) {
    return unavailable(window.error());
  }
  auto line = lineOf(decisionOf(window->verdict), window->gates);
  line["certainty"] = rounded(window->certainty, 4);
  io.out << oneLine(line) << '\n';
  return window->verdict == face::Verdict::Live ? kDone : kFailed;
}

}  // namespace xiaowu::cli
