#pragma once
// One attempt to prove that the person in front of the kiosk is alive and is the one in the card's photo. Passive: nothing is asked but to look.
//
// Guarantees: no picture is kept, not even for one frame; of faces only two vectors live at a time, overwritten when the attempt ends or the object dies.
// It never falls back to less proof: with a near-infrared camera configured, frames without their near-infrared partner do not count and their lasting
// absence ends the attempt. Liveness and likeness are judged on the same frames. The decision falls once, on the first full window of good frames:
// waiting until a window happens to pass would multiply the chances of an attack.
//
// Fed from one thread; time is the frames' own (Frame::captured).

#include "app/vision/FaceEngine.h"
#include "app/vision/Gates.h"
#include "drivers/api/Camera.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::vision {

namespace errors {
inline constexpr std::string_view kFaceNotSeen = "face.not-seen";                ///< no full window of good frames within the time of one attempt
inline constexpr std::string_view kReferenceUnusable = "face.reference-unusable";  ///< there is a reference photo, but no face is found in it
}  // namespace errors

struct FaceCheckSettings {
  bool nirConfigured = true;
  int goodFrames = 7;  ///< the window; 5 or more
  std::chrono::milliseconds timeLimit{15'000};
  std::chrono::milliseconds nirAbsentMax{2'000};
  double livenessMin = 0;    ///< stricter than the model's card; a lower value has no effect
  double similarityMin = 0;  ///< likewise
  double nirShareMin = 0.8;  ///< of the window's frames must show the face in near infrared
  double sameFaceMin = 0.4;  ///< likeness of one good frame to the one before; below it somebody else has stepped in
  GateLimits limits{};
};

enum class FaceOutcomeKind { Passed, NotMatched, NotAlive, Unavailable };

/// For the log only, never for the screen: they would teach an attacker.
struct FaceScores {
  double liveness = 0;    ///< median over the window, 0…1
  double similarity = 0;  ///< median over the window's living frames, -1…1
  double nirShare = 0;    ///< of the window's frames, 0…1
  int framesSeen = 0;
  int framesGood = 0;
  int restarts = 0;  ///< windows thrown away because the face changed
};

struct FaceOutcome {
  FaceOutcomeKind kind = FaceOutcomeKind::Unavailable;
  std::string reason;  ///< error code when Unavailable: photo.not-decodable, camera.…, face.not-seen, vision.…
  FaceScores scores;
};

[[nodiscard]] std::string_view outcomeName(FaceOutcomeKind kind);

struct FaceProgress {
  FaceGuidance guidance = FaceGuidance::NoFace;
  int good = 0;
  int needed = 0;
  std::optional<FaceOutcome> outcome;  ///< set once the attempt has ended
};

class FaceCheck {
 public:
  /// `reference` is the decoded chip photo or the reason why there is none (photo.not-decodable): then the attempt has ended at once, Unavailable with
  /// that reason, so that other ways can be offered before anybody looks into a camera. `engine` must outlive the check.
  FaceCheck(FaceEngine& engine, const Result<Image>& reference, FaceCheckSettings settings = {});
  ~FaceCheck();
  FaceCheck(const FaceCheck&) = delete;
  FaceCheck& operator=(const FaceCheck&) = delete;

  /// Looks at one pair; about 60 ms. After the end it returns the same outcome and looks at nothing.
  FaceProgress feed(const drivers::FramePair& pair);
  /// The camera failed for good, or the resident has had enough: the attempt ends Unavailable with this code.
  FaceProgress stop(const Error& error);

  [[nodiscard]] const std::optional<FaceOutcome>& outcome() const { return m_outcome; }

 private:
  struct Sample {
    double live = 0;
    double similarity = 0;
    bool nirFace = false;
  };

  FaceProgress progress(FaceGuidance guidance) const;
  void end(FaceOutcomeKind kind, std::string_view reason = {});
  bool isFresh(const drivers::FramePair& pair);
  [[nodiscard]] bool nirUsable(const drivers::FramePair& pair);
  [[nodiscard]] Result<FaceGuidance> look(const drivers::FramePair& pair);
  [[nodiscard]] Result<Sample> measure(const drivers::FramePair& pair, const Face& face);
  void decide();

  FaceEngine& m_engine;
  FaceCheckSettings m_settings;
  Embedding m_reference;
  Embedding m_last;
  std::vector<Sample> m_window;
  FaceScores m_scores;
  std::optional<FaceOutcome> m_outcome;
  std::optional<SteadyTime> m_started;
  std::optional<SteadyTime> m_nirAbsentSince;
  std::string m_nirReason;
  drivers::Frame m_previousRgb;  ///< its numbers only; the pictures are never stored
  drivers::Frame m_previousNir;
};

}  // namespace xiaowu::vision
