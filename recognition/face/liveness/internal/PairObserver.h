#pragma once
// Looks at one pair of frames after the other: follows the face in both cameras, says what is still
// wrong with the view, and measures what the fusion judges. Keeps of faces only points and three vectors,
// never a picture; wipe() overwrites them.

#include "recognition/face/liveness/Challenge.h"
#include "recognition/face/liveness/internal/FaceTrack.h"
#include "recognition/face/liveness/internal/Fusion.h"
#include "recognition/face/quality/Gates.h"
#include "recognition/face/liveness/FramePairValidator.h"

#include <memory>
#include <optional>

namespace xiaowu::face {

struct ObserverSettings {
  int goodFrames = 7;   ///< pairs in a window
  int detectEvery = 4;  ///< pictures between two looks of the detector
  double sameMin = 0.65;
  double gapMax = 40;  ///< milliseconds
  GateLimits limits;
};

struct Sighting {
  FaceGuidance guidance = FaceGuidance::CameraLate;
  std::string_view broken;  ///< an error code: these cameras cannot be used, the attempt is over
  std::string nirReason;    ///< why there is no usable near-infrared frame; empty when there is
  /// Nobody, two people, or another face than before: what was measured before belongs to somebody else.
  bool isTrackLost = false;
  bool isOther = false;  ///< likewise, and this sample begins the new window
  std::optional<PairSample> sample;
  std::optional<ChallengeMeasure> challenge;  ///< in a challenge, when the face is seen
};

class PairObserver {
 public:
  /// `engine` must outlive the observer.
  PairObserver(FaceEngine& engine, const Calibration& calibration, ObserverSettings settings);
  ~PairObserver() { wipe(); }
  PairObserver(const PairObserver&) = delete;
  PairObserver& operator=(const PairObserver&) = delete;

  /// The `index`th pair of the present window, 0 …; decides what is measured (vectors are dear). Fails when a
  /// net does.
  [[nodiscard]] Result<Sighting> look(const drivers::FramePair& pair, int index, const Embedding& reference);
  /// The face may turn and open its mouth; measured are depth, near infrared and what the challenge's judge
  /// needs.
  [[nodiscard]] Result<Sighting> lookChallenged(const drivers::FramePair& pair);

  /// The visible face of the last sighting with a sample.
  [[nodiscard]] const Face& face() const { return m_rgb.face(); }
  [[nodiscard]] double baseline() const { return m_rig.baseline(); }
  void wipe();

 private:
  /// Common to both: frames, faces, quality; whether there is a face to be measured.
  [[nodiscard]] Result<bool> see(const drivers::FramePair& pair, bool mustDetect, bool isChallenged,
                                 Sighting& sighting, PairSample& sample);
  [[nodiscard]] Result<void> seeNir(const drivers::FramePair& pair, PairSample& sample);
  [[nodiscard]] Gate quality(const Image& image, bool isChallenged) const;
  [[nodiscard]] Result<void> compare(const drivers::FramePair& pair, bool isLast, const Embedding& reference,
                                     PairSample& sample, bool& isOther);

  FaceEngine& m_engine;
  ObserverSettings m_settings;
  StereoRig m_rig;
  FramePairValidator m_validator;
  FaceTrack m_rgb;
  FaceTrack m_nir;
  Embedding m_first;  ///< the window's first face
  Embedding m_last;   ///< the last one compared
  bool m_isReliefDue = false;
};

}  // namespace xiaowu::face
