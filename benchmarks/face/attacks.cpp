// The net for visible light alone, in the words of ISO/IEC 30107-3: APCER, the share of attack presentations
// taken for bona fide ones, per attack kind; BPCER, the share of bona fide presentations taken for attacks. A
// picture without a face is no response (APNRR, BPNRR) and counts in neither rate.
#include "benchmarks/face/Measures.h"
#include "core/base/Statistics.h"
#include "core/domain/FaceGuidance.h"

#include "recognition/face/models/FaceEngine.h"
#include "recognition/face/quality/Gates.h"

#include <algorithm>
#include <map>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::ordered_json;
using face::FaceEngine;
namespace fs = std::filesystem;

constexpr std::size_t kWindow = 5;

struct Scores {
  std::vector<double> frames;
  std::vector<double> medians;  ///< of kWindow consecutive pictures of one subject
  std::size_t pictures = 0;
  std::map<std::string, int> guidance;
};

Scores scoresIn(FaceEngine& engine, const fs::path& folder) {
  Scores scores;
  std::string subject;
  std::vector<double> window;
  for (const auto& file : filesIn(folder)) {
    ++scores.pictures;
    const auto image = pictureOf(file);
    const auto faces = engine.detect(image);
    if (!faces || faces->empty()) {
      continue;
    }
    const auto live = engine.liveness(image, faces->front());
    if (!live) {
      continue;
    }
    ++scores.guidance[std::string(guidanceName(gateQuality(*faces, image, {}).guidance))];
    scores.frames.push_back(double{*live});
    if (subjectOf(file) != subject) {
      window.clear();
    }
    subject = subjectOf(file);
    window.push_back(double{*live});
    if (window.size() < kWindow) {
      continue;
    }
    scores.medians.push_back(quantile(window, 0.5));
    window.clear();
  }
  return scores;
}

double nonResponse(const Scores& scores) {
  return scores.pictures == 0
             ? 0
             : 1 - static_cast<double>(scores.frames.size()) / static_cast<double>(scores.pictures);
}

Json ratesAt(double threshold, const std::vector<double>& live, const std::vector<double>& print) {
  return {{"bonaFide", live.size()},
          {"attacks", print.size()},
          {"BPCER", shareBelow(live, threshold)},
          {"APCER", {{"flatPrint", print.empty() ? 0.0 : 1 - shareBelow(print, threshold)}}}};
}

}  // namespace

Json visibleLightAttacks(FaceEngine& engine, const fs::path& faces) {
  const auto live = scoresIn(engine, faces / "live");
  const auto print = scoresIn(engine, faces / "print");
  const double threshold = engine.livenessThreshold();
  return {{"threshold", threshold},
          {"perFrame", ratesAt(threshold, live.frames, print.frames)},
          {"medianOfFive", ratesAt(threshold, live.medians, print.medians)},
          {"BPNRR", nonResponse(live)},
          {"APNRR", {{"flatPrint", nonResponse(print)}}},
          {"liveScores", spread(live.frames)},
          {"printScores", spread(print.frames)},
          {"guidanceOnLive", live.guidance}};
}

}  // namespace xiaowu::bench
