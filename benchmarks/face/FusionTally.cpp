#include "benchmarks/face/FusionTally.h"

#include "benchmarks/face/Measures.h"
#include "core/base/Statistics.h"
#include "core/domain/FaceGuidance.h"

#include <cmath>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::ordered_json;
using face::FaceOutcomeKind;

double rounded(double value) {
  return std::round(value * 1e4) / 1e4;
}
double share(int part, int whole) {
  return whole == 0 ? 0.0 : rounded(static_cast<double>(part) / whole);
}

/// The rate that is exceeded with 5 % confidence only (Clopper and Pearson), for the small numbers that
/// errors hopefully are.
double upper95(int hits, int tries) {
  if (tries == 0 || hits >= tries) {
    return 1;
  }
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const double rate = (low + high) / 2;
    double sum = 0;
    double term = std::pow(1 - rate, tries);
    for (int k = 0; k <= hits; ++k) {
      sum += term;
      term *= rate / (1 - rate) * (tries - k) / (k + 1);
    }
    (sum > 0.05 ? low : high) = rate;
  }
  return rounded(high);
}

Json spreadOf(const std::vector<double>& values) {
  Json json;
  for (const auto& [name, part] :
       {std::pair{"least", 0.0}, std::pair{"p1", 0.01}, std::pair{"p5", 0.05}, std::pair{"p50", 0.5},
        std::pair{"p95", 0.95}, std::pair{"p99", 0.99}, std::pair{"most", 1.0}}) {
    json[name] = rounded(quantile(values, part));
  }
  return json;
}

}  // namespace

void FusionTally::count(const Shown& shown) {
  const auto& outcome = shown.outcome;
  const bool isDecided = outcome.kind != FaceOutcomeKind::Unavailable;
  for (auto* count : {&m_count, &m_bySubject[shown.subject]}) {
    ++count->tries;
    count->none += isDecided ? 0 : 1;
    count->alive +=
        outcome.kind == FaceOutcomeKind::Passed || outcome.kind == FaceOutcomeKind::NotMatched ? 1 : 0;
    count->passed += outcome.kind == FaceOutcomeKind::Passed ? 1 : 0;
  }
  ++m_outcomes[std::string(outcomeName(outcome.kind))];
  if (!outcome.reason.empty()) {
    ++m_reasons[outcome.reason];
  }
  if (isDecided) {
    m_decisionTimes.push_back(shown.seconds);
  }
  m_challenged += shown.wasChallenged ? 1 : 0;
  for (const auto& gate : outcome.gates) {
    m_scores[gate.name].push_back(gate.score);
    if (!gate.passed) {
      ++m_shut[gate.name];
    }
  }
}

Json FusionTally::report(const char* kind, bool isAttack) const {
  const auto& all = m_count;
  const int wrong = isAttack ? all.alive : all.tries - all.none - all.alive;
  Json json{{"kind", kind}, {"presentations", all.tries}, {"unusablePictures", m_unusable}};
  if (isAttack) {
    json.update(Json{{"apcer", share(wrong, all.tries)},
                     {"apcerUpper95", upper95(wrong, all.tries)},
                     {"iapar", share(all.passed, all.tries)},
                     {"apnrr", share(all.none, all.tries)}});
  } else {
    json.update(Json{{"bpcer", share(wrong, all.tries - all.none)},
                     {"bpcerUpper95", upper95(wrong, all.tries - all.none)},
                     {"bpnrr", share(all.none, all.tries)},
                     {"notMatched", share(all.alive - all.passed, all.tries)}});
    for (const auto& [subject, count] : m_bySubject) {
      json["subjects"][subject] = {{"tries", count.tries},
                                   {"notAlive", count.tries - count.none - count.alive},
                                   {"notMatched", count.alive - count.passed}};
    }
  }
  json["outcomes"] = m_outcomes;
  json["reasons"] = m_reasons;
  json["challenged"] = m_challenged;
  for (const auto& [name, values] : m_scores) {
    const auto shut = m_shut.find(name);
    json["gates"][name] = spreadOf(values);
    json["gates"][name]["shut"] = shut == m_shut.end() ? 0 : shut->second;
  }
  json["ms"] = {{"pair", rounded(quantile(m_pairTimes, 0.5))},
                {"pairMean", rounded(meanOf(m_pairTimes))},
                {"pairP95", rounded(quantile(m_pairTimes, 0.95))},
                {"drawing", rounded(quantile(m_drawTimes, 0.5))},
                {"pairs", m_pairTimes.size()}};
  json["secondsToDecision"] = {{"p50", rounded(quantile(m_decisionTimes, 0.5))},
                               {"p95", rounded(quantile(m_decisionTimes, 0.95))}};
  return json;
}

Json lineOf(const char* kind, int number, const Shown& shown) {
  Json json{{"kind", kind},
            {"number", number},
            {"subject", shown.subject},
            {"outcome", std::string(outcomeName(shown.outcome.kind))}};
  if (!shown.outcome.reason.empty()) {
    json.update(
        Json{{"reason", shown.outcome.reason}, {"guidance", std::string(guidanceName(shown.lastGuidance))}});
  }
  json["challenged"] = shown.wasChallenged;
  json["seconds"] = rounded(shown.seconds);
  for (const auto& gate : shown.outcome.gates) {
    json["gates"][gate.name] = rounded(gate.score);
    if (!gate.passed) {
      json["shut"].push_back(gate.name);
    }
  }
  return json;
}

}  // namespace xiaowu::bench
