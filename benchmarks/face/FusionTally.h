#pragma once
// What the presentations of one kind gave, and the report of it.

#include "core/domain/FaceGuidance.h"
#include "recognition/face/liveness/FaceCheck.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace xiaowu::bench {

/// Of one presentation.
struct Shown {
  std::string subject;
  face::FaceOutcome outcome;
  double seconds = 0;  ///< of the frames' clock until the end
  bool wasChallenged = false;
  domain::FaceGuidance lastGuidance = domain::FaceGuidance::LookHere;  ///< says why there was no decision
};

class FusionTally {
 public:
  void count(const Shown& shown);
  void unusable() { ++m_unusable; }
  void timeOfPair(double milliseconds) { m_pairTimes.push_back(milliseconds); }
  void timeOfDrawing(double milliseconds) { m_drawTimes.push_back(milliseconds); }

  /// Rates of an attack are APCER, IAPAR and APNRR, of anybody else BPCER and BPNRR, each with the tries that
  /// it is of.
  [[nodiscard]] nlohmann::ordered_json report(const char* kind, bool isAttack) const;

 private:
  struct Count {
    int tries = 0;
    int none = 0;   ///< ended without a decision
    int alive = 0;  ///< judged alive, matched or not
    int passed = 0;
  };

  Count m_count;
  std::map<std::string, Count> m_bySubject;
  std::map<std::string, int> m_outcomes;
  std::map<std::string, int> m_reasons;
  std::map<std::string, std::vector<double>> m_scores;
  std::map<std::string, int> m_shut;
  std::vector<double> m_pairTimes;
  std::vector<double> m_drawTimes;
  std::vector<double> m_decisionTimes;
  int m_challenged = 0;
  int m_unusable = 0;
};

/// One presentation as one line, for runs that are watched or may be cut short. No picture, no vector; of a
/// person the number in the file's name.
[[nodiscard]] nlohmann::ordered_json lineOf(const char* kind, int number, const Shown& shown);

}  // namespace xiaowu::bench
