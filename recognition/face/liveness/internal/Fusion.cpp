#include "recognition/face/liveness/internal/Fusion.h"

#include "core/base/Statistics.h"

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

using Score = std::optional<double>;  ///< nothing: never measured, which no gate lets pass

/// Values of those samples that have one; none at all when one of them is no number.
template <typename Value>
std::vector<double> collected(const std::vector<PairSample>& window, Value&& value) {
  std::vector<double> values;
  for (const auto& sample : window) {
    const std::optional<double> one = value(sample);
    if (one && !std::isfinite(*one)) {
      return {};
    }
    if (one) {
      values.push_back(*one);
    }
  }
  return values;
}

std::optional<double> ofStereo(const PairSample& sample, double StereoMeasure::* what) {
  return sample.stereo ? std::optional((*sample.stereo).*what) : std::nullopt;
}

/// What two meshes guess about depth is no proof of it.
Score ofMatched(const PairSample& sample, double StereoMeasure::* what) {
  return sample.stereo && sample.stereo->isMatched ? ofStereo(sample, what) : std::nullopt;
}

/// In the order of kFusionTable.
std::array<Score, kFusionTable.size()> scoresOf(const std::vector<PairSample>& window) {
  const auto count = static_cast<double>(window.size());
  const auto most = [](const std::vector<double>& values) {
    return values.empty() ? Score() : Score(*std::max_element(values.begin(), values.end()));
  };
  const auto least = [](const std::vector<double>& values) {
    return values.empty() ? Score() : Score(*std::min_element(values.begin(), values.end()));
  };
  const auto nirFaces = static_cast<double>(
      std::count_if(window.begin(), window.end(), [](const auto& s) { return s.hasNirFace && s.stereo; }));
  return {most(collected(window, [](const auto& s) { return std::optional(s.gap); })),
          window.empty() ? Score() : Score(nirFaces / count),
          median(collected(window, [](const auto& s) { return ofStereo(s, &StereoMeasure::rowError); })),
          median(collected(window, [](const auto& s) { return ofMatched(s, &StereoMeasure::relief); })),
          median(collected(window, [](const auto& s) { return ofMatched(s, &StereoMeasure::bulge); })),
          median(collected(window, [](const auto& s) { return ofStereo(s, &StereoMeasure::eyeDistance); })),
          median(collected(window, [](const auto& s) { return std::optional(s.texture); })),
          median(collected(window, [](const auto& s) { return s.binding; })),
          least(collected(window, [](const auto& s) { return s.same; }))};
}

/// `gone` over `whole`; without a way to go a score on the limit is enough.
double partOfWay(double gone, double whole) {
  if (whole > 0) {
    return gone / whole;
  }
  return gone >= 0 ? 1 : 0;
}

/// How far a score is from its limit to where it leaves no doubt, 0…1.
double margin(const FusionRow& row, double score, const FusionLimits& limits) {
  const double limit = limits.*row.limit;
  double part = 0;
  switch (row.sense) {
    case GateSense::AtLeast: part = partOfWay(score - limit, row.sure - limit); break;
    case GateSense::AtMost: part = partOfWay(limit - score, limit - row.sure); break;
    case GateSense::Between: part = std::min(score - limit, limits.*row.upper - score) / row.sure; break;
  }
  return std::isfinite(part) ? std::clamp(part, 0.0, 1.0) : 0;
}

bool passedAlone(const PairSample& sample, const FusionLimits& limits) {
  return sample.texture >= limits.textureMin && sample.hasNirFace && sample.stereo &&
         sample.stereo->rowError <= limits.rowErrorMax;
}

}  // namespace

Fused fuse(const std::vector<PairSample>& window, const FusionLimits& limits, double baseline) {
  Fused fused;
  const auto scores = scoresOf(window);
  const bool isWide = baseline >= kWideBaseline;
  bool isShut = window.empty();
  double sum = 0;
  double weights = 0;
  for (std::size_t i = 0; i < kFusionTable.size(); ++i) {
    const auto& row = kFusionTable[i];
    const auto& score = scores[i];
    fused.gates.push_back(score ? judge(row, *score, limits)
                                : GateResult{std::string(row.name), -1, false, "not-measured"});
    const bool isHard = row.kind == GateKind::Hard || (row.kind == GateKind::HardIfWide && isWide);
    isShut = isShut || (isHard && !fused.gates.back().passed);
    sum += score ? row.weight * margin(row, *score, limits) : 0;
    weights += row.weight;
  }
  fused.certainty = sum / weights;
  fused.likeness = -1;
  const auto likeness =
      collected(window, [&](const auto& s) { return passedAlone(s, limits) ? s.likeness : std::nullopt; });
  if (likeness.size() >= 2) {
    fused.likeness = median(likeness).value_or(-1);
  }
  const bool isDoubtful = fused.certainty < limits.doubtBelow || !isWide;
  fused.verdict = isDoubtful ? Verdict::Doubt : Verdict::Live;
  if (isShut) {
    fused.verdict = Verdict::Attack;
  }
  return fused;
}

}  // namespace xiaowu::face
