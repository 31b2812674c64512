#pragma once
// One attempt to prove that the person in front of the kiosk is alive and is the one in the card's photo.
// Passive: nothing is asked but to look; only a doubt, or the site's policy, asks for a small action
// (Challenge.h).
//
// Guarantees: no picture is kept, not even for one frame; of faces only points and a few vectors live at a
// time, overwritten when the attempt ends or the object dies. It never falls back to less proof: without
// near-infrared pictures, calibration or any model there is no pass, only Unavailable with the reason.
// Liveness and likeness are judged on the same frames of one unbroken track. The decision falls once, on the
// first full window of good frames: waiting until a window happens to pass would multiply the chances of an
// attack. The one exception to "no picture" is settings.compareElsewhere: then the best face of the window is
// kept, cut out, until it is taken or overwritten.
//
// Fed from one thread; time is the frames' own (Frame::captured).

#include "core/domain/ErrorCodes.h"
#include "recognition/face/liveness/Challenge.h"
#include "recognition/face/models/FaceEngine.h"
#include "recognition/face/liveness/FusionTable.h"
#include "recognition/face/geometry/Calibration.h"
#include "recognition/face/quality/Gates.h"
#include "drivers/api/Camera.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::face {

namespace errors {
/// No full window of good frames within the time of one attempt.
using domain::errors::kFaceNotSeen;
/// There is a reference photo, but no face is found in it.
inline constexpr std::string_view kReferenceUnusable = "face.reference-unusable";
}  // namespace errors

/// Off: a doubt counts as not alive. With lenses nearer than kWideBaseline it has the effect of Doubt: every
/// window is doubtful there.
enum class ChallengePolicy { Off, Doubt, Always };

struct FaceCheckSettings {
  bool nirConfigured = true;  ///< false: the site has no near-infrared camera, and so no face check
  std::shared_ptr<const Calibration> calibration{};  ///< null: none, and so no face check
  int goodFrames = 7;                                ///< the window; 5 or more
  std::chrono::milliseconds timeLimit{15'000};       ///< for a window; again after a challenge
  std::chrono::milliseconds nirAbsentMax{2'000};
  /// Stricter than the table and the models' cards; a looser value has no effect here (limitsFault names it).
  FusionLimits fusion{};
  GateLimits limits{};
  ChallengePolicy challenge = ChallengePolicy::Doubt;
  ChallengeLimits challengeLimits{};
  RandomSource random = systemRandom();
  /// No reference here: a living face ends the attempt AliveUncompared, and takeBestFace() has it.
  bool compareElsewhere = false;
};

enum class FaceOutcomeKind {
  Passed,
  NotMatched,
  NotAlive,
  /// Alive, and nothing is known of who it is: only with compareElsewhere; never a pass by itself.
  AliveUncompared,
  Unavailable
};

/// For the log only, never for the screen: they would teach an attacker.
struct FaceScores {
  double liveness = 0;    ///< median of the visible-light net over the window, 0…1
  double similarity = 0;  ///< median over the window's frames that passed by themselves, -1…1
  double nirShare = 0;    ///< of the window's frames, 0…1
  double certainty = 0;   ///< of the fusion, 0…1
  int framesSeen = 0;
  int framesGood = 0;
  int restarts = 0;  ///< windows thrown away because the face changed
};

struct FaceOutcome {
  FaceOutcomeKind kind = FaceOutcomeKind::Unavailable;
  std::string reason;  ///< error code when Unavailable: photo.not-decodable, camera.…, face.…, vision.…
  FaceScores scores{};
  std::vector<GateResult> gates{};  ///< of the window that was decided on; empty when there was none
  std::string model{};  ///< that compared the faces: its file's name and the first 16 digits of its SHA-256
};

[[nodiscard]] std::string_view outcomeName(FaceOutcomeKind kind);

struct FaceProgress {
  FaceGuidance guidance = FaceGuidance::NoFace;
  int good = 0;
  int needed = 0;
  std::optional<FaceOutcome> outcome;          ///< set once the attempt has ended
  std::optional<ChallengeAction> challenge{};  ///< what is asked now
};

/// The loosest limits that this engine's models allow.
[[nodiscard]] FusionLimits floorOf(const FaceEngine& engine);
/// The name of the first of the site's limits that is set (not 0) and looser than the floor; empty when none
/// is. A site with such a limit is refused.
[[nodiscard]] std::string_view limitsFault(const FusionLimits& site, const FaceEngine& engine);

class PairObserver;
struct PairSample;
struct Sighting;

class FaceCheck {
 public:
  /// `reference` is the decoded chip photo or the reason why there is none (photo.not-decodable): then, as
  /// without near infrared, calibration or mesh, the attempt has ended at once, Unavailable with that reason,
  /// so that other ways can be offered before anybody looks into a camera. `engine` must outlive the check.
  FaceCheck(FaceEngine& engine, const Result<Image>& reference, FaceCheckSettings settings = {});
  ~FaceCheck();
  FaceCheck(const FaceCheck&) = delete;
  FaceCheck& operator=(const FaceCheck&) = delete;

  /// Looks at one pair; about 40 ms. After the end it returns the same outcome and looks at nothing.
  FaceProgress feed(const drivers::FramePair& pair);
  /// After AliveUncompared: the best face of the frames that were judged alive (cropFace), once; else empty.
  /// The caller wipes it.
  [[nodiscard]] Image takeBestFace();
  /// The camera failed for good, or the resident has had enough: the attempt ends Unavailable with this code.
  FaceProgress stop(const Error& error);

  [[nodiscard]] const std::optional<FaceOutcome>& outcome() const { return m_outcome; }

 private:
  enum class Phase { Passive, Challenge, Confirm };

  FaceProgress progress(FaceGuidance guidance) const;
  void end(FaceOutcomeKind kind, std::string_view reason = {});
  [[nodiscard]] Error whyUnavailable(const Result<Image>& reference);
  void take(const Sighting& sighting, SteadyTime now);
  void takeChallenged(const Sighting& sighting, SteadyTime now);
  void keepIfBest(const Image& frame, const Sighting& sighting);
  void forgetBest();
  void checkNir(const Sighting& sighting, SteadyTime now);
  void decide(SteadyTime now);
  void beginChallenge(SteadyTime now);
  void endChallenge(SteadyTime now);
  void failTrack();

  FaceEngine& m_engine;
  FaceCheckSettings m_settings;
  std::unique_ptr<PairObserver> m_observer;
  Embedding m_reference;
  std::vector<PairSample> m_window;
  Phase m_phase = Phase::Passive;
  std::optional<ChallengeJudge> m_judge;
  std::vector<double> m_challengeRelief;  ///< of the frames of the challenge; bounded by its time limit
  int m_challengeFrames = 0;
  int m_challengeNir = 0;
  FaceScores m_scores;
  std::vector<GateResult> m_gates;
  std::string m_model;
  Image m_best;  ///< compareElsewhere only
  double m_bestLive = -1;
  std::optional<FaceOutcome> m_outcome;
  std::optional<SteadyTime> m_started;
  std::optional<SteadyTime> m_nirAbsentSince;
  std::optional<SteadyTime> m_lastJudged;
};

}  // namespace xiaowu::face
