#pragma once
// The active challenge: one or two small actions in random order, each with a time limit, judged from
// measurements of the face mesh. Pure: no picture, no clock and no random source of its own, so that every
// rule is tested with made-up sequences. Used when the passive gates leave a doubt, or always.
//
// An action counts only when it begins from a resting face after it was asked: a film of somebody moving the
// head passes at most by chance. Limits follow measurements on webcam footage of turning heads
// (docs/vision.md); how well blinks are met on real people has not been measured here.

#include "core/base/Clock.h"
#include "core/domain/ChallengeAction.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace xiaowu::face {

using domain::ChallengeAction;

/// Even numbers over the whole range of 32 bits.
using RandomSource = std::function<std::uint32_t()>;
/// The kernel's (getrandom through std::random_device).
[[nodiscard]] RandomSource systemRandom();

struct ChallengeLimits {
  int actionsMin = 1;
  int actionsMax = 2;
  std::chrono::milliseconds timeMin{4'000};  ///< each action's time limit is drawn between these two
  std::chrono::milliseconds timeMax{6'000};
  double turnMin = 0.28;  ///< nose off the middle of the eyes, in eye distances, against the resting face
  /// Degrees that the two cameras must see the head turned from the resting face, to the same side.
  double turnStereoMin = 8;
  double mouthOpenMin = 0.35;  ///< gap of the lips over width of the mouth
  double mouthRestMax = 0.20;
  /// Of the running median of the eye's opening: the mesh never shuts an eye, see docs/vision.md.
  double blinkRatio = 0.76;
  double blinkOverRatio = 0.84;
  std::chrono::milliseconds blinkMin{80};
  std::chrono::milliseconds blinkMax{400};
  double steadyTurn = 0.06;  ///< a blink counts only while the head keeps still: eye distances …
  double steadyNod = 0.08;   ///< … share of the face's height between eyes and mouth …
  double steadySize = 0.05;  ///< … and relative change of the eye distance
  double restTurnMax = 0.15;
};

struct ChallengePlan {
  std::vector<ChallengeAction> actions;  ///< no two are equal
  std::vector<std::chrono::milliseconds> times;
};

[[nodiscard]] ChallengePlan planChallenge(const RandomSource& random, const ChallengeLimits& limits = {});

/// One frame, measured. A frame without a face is not given; the judge only sees time pass by the next one.
struct ChallengeMeasure {
  SteadyTime at;
  double eyes = 0;   ///< opening over width, mean of both
  double mouth = 0;  ///< gap of the inner lips over width
  double turn = 0;   ///< nose along the line of the eyes, eye distances; positive towards the resident's left
  double nod = 0;    ///< nose below the eyes as a share of the mouth below the eyes
  double size = 0;   ///< eye distance, pixels
  /// Degrees by patches found in both pictures (ReliefMatch.h), positive towards the resident's left; none:
  /// not measured.
  std::optional<double> stereoTurn{};
};

enum class ChallengeState { Running, Done, Failed };

class ChallengeJudge {
 public:
  explicit ChallengeJudge(ChallengePlan plan, ChallengeLimits limits = {});

  /// Time must not run backwards: such a frame fails the challenge. After the end nothing changes any more.
  ChallengeState look(const ChallengeMeasure& measure);
  /// Only time has passed: no face in this frame.
  ChallengeState wait(SteadyTime now);

  [[nodiscard]] ChallengeState state() const { return m_state; }
  [[nodiscard]] std::optional<ChallengeAction> asked() const;
  /// Why it failed: "late", "wrong-side", "flat-turn", "time"; empty otherwise. For the log.
  [[nodiscard]] std::string_view reason() const { return m_reason; }
  [[nodiscard]] int done() const { return static_cast<int>(m_at); }

 private:
  struct Rest {
    double turn = 0;
    std::optional<double> stereoTurn{};
  };

  void fail(std::string_view reason);
  [[nodiscard]] Rest restFurthest(double side) const;
  void begin(SteadyTime now);
  void succeed(SteadyTime now);
  [[nodiscard]] bool isResting(const ChallengeMeasure& measure) const;
  [[nodiscard]] double openEyes() const;
  void judgeBlink(const ChallengeMeasure& measure);
  void judgeMouth(const ChallengeMeasure& measure);
  void judgeTurn(const ChallengeMeasure& measure, double side);

  ChallengePlan m_plan;
  ChallengeLimits m_limits;
  ChallengeState m_state = ChallengeState::Running;
  std::string_view m_reason;
  std::size_t m_at = 0;
  std::optional<SteadyTime> m_asked;
  std::optional<SteadyTime> m_last;
  std::optional<ChallengeMeasure> m_rest;       ///< the last resting face since the action was asked
  std::deque<double> m_eyes;                    ///< openings of the last frames that were no dip
  std::optional<ChallengeMeasure> m_beforeDip;  ///< set while the eyes are shut
  std::optional<SteadyTime> m_dipBegan;
  bool m_isDipSteady = true;
  int m_held = 0;            ///< frames in a row in which the action is seen
  double m_stereoTurn = 0;   ///< sum over those of these frames in which it was measured …
  int m_stereoFrames = 0;    ///< … and their number
  std::deque<Rest> m_rests;  ///< the resting faces since the action was asked
};

}  // namespace xiaowu::face
