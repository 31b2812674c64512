#include "recognition/face/liveness/FaceCheck.h"

#include "core/base/Statistics.h"
#include "recognition/face/quality/ChipPhoto.h"
#include "recognition/face/quality/FaceCrop.h"
#include "recognition/face/liveness/internal/Fusion.h"
#include "recognition/face/liveness/internal/PairObserver.h"
#include "recognition/face/models/internal/ModelCard.h"

#include <algorithm>
#include <utility>

namespace xiaowu::face {
namespace {

/// Changes of the face within one attempt; more often than people get in each other's way.
constexpr int kRestartsMax = 3;
/// While the head turns or the mouth opens, the other view loses the face now and then.
constexpr double kChallengeNirShareMin = 0.6;
/// Of the passive limit: a turned face shows less of its depth.
constexpr double kChallengeReliefShare = 0.75;
constexpr std::size_t kChallengeReliefMax = 1'000;
/// An opened mouth is still open when it has been seen, and is not like the photo.
constexpr std::chrono::milliseconds kSettling{600};

Result<Embedding> embedReference(FaceEngine& engine, const Image& photo) {
  auto face = chipFace(engine, photo);
  if (face) {
    return std::move(face->embedding);
  }
  if (face.error().code != errors::kNoFace) {
    return fail(face.error());
  }
  return fail(errors::kReferenceUnusable, Fault::ServiceUnavailable, "no face found in the reference photo");
}

double scoreOf(const std::vector<GateResult>& gates, std::string_view name) {
  const auto found =
      std::find_if(gates.begin(), gates.end(), [&](const GateResult& gate) { return gate.name == name; });
  return found == gates.end() ? 0 : found->score;
}

ObserverSettings observerOf(const FaceCheckSettings& settings) {
  return {settings.goodFrames, 4, settings.fusion.sameMin, settings.fusion.gapMax, settings.limits};
}

}  // namespace

std::string_view outcomeName(FaceOutcomeKind kind) {
  switch (kind) {
    case FaceOutcomeKind::Passed: return "passed";
    case FaceOutcomeKind::NotMatched: return "notMatched";
    case FaceOutcomeKind::NotAlive: return "notAlive";
    case FaceOutcomeKind::AliveUncompared: return "aliveUncompared";
    case FaceOutcomeKind::Unavailable: return "unavailable";
  }
  return "unavailable";
}

FusionLimits floorOf(const FaceEngine& engine) {
  FusionLimits floor;
  floor.textureMin = engine.livenessThreshold();
  floor.likenessMin = engine.chipThreshold();  // the reference is a chip photo
  return floor;
}

std::string_view limitsFault(const FusionLimits& site, const FaceEngine& engine) {
  const auto floor = floorOf(engine);
  auto asked = site;
  // 0 is "as the model's card says".
  if (asked.textureMin == 0) {
    asked.textureMin = floor.textureMin;
  }
  if (asked.likenessMin == 0) {
    asked.likenessMin = floor.likenessMin;
  }
  return looserThan(asked, floor);
}

FaceCheck::FaceCheck(FaceEngine& engine, const Result<Image>& reference, FaceCheckSettings settings)
    : m_engine(engine), m_settings(std::move(settings)) {
  m_settings.goodFrames = std::clamp(m_settings.goodFrames, 5, 100);
  m_settings.fusion = stricterOf(m_settings.fusion, floorOf(engine));
  if (!m_settings.random) {
    m_settings.random = systemRandom();
  }
  m_window.reserve(static_cast<std::size_t>(m_settings.goodFrames));
  const auto problem = whyUnavailable(reference);
  if (!problem.code.empty()) {
    end(FaceOutcomeKind::Unavailable, problem.code);
  }
}

FaceCheck::~FaceCheck() {
  if (!m_outcome) {
    m_engine.forget();
  }
  forgetBest();
}

/// An error without a code when everything is there; then the observer and the reference are ready.
Error FaceCheck::whyUnavailable(const Result<Image>& reference) {
  const auto problem = [](std::string_view code) {
    return Error{std::string(code), Fault::ServiceUnavailable, {}};
  };
  if (!m_settings.nirConfigured) {
    return problem(errors::kNoNir);
  }
  if (!m_settings.calibration) {
    return problem(errors::kNoCalibration);
  }
  if (const auto checked = checkCalibration(*m_settings.calibration); !checked) {
    return checked.error();
  }
  if (m_engine.meshMissing()) {
    return *m_engine.meshMissing();
  }
  m_observer = std::make_unique<PairObserver>(m_engine, *m_settings.calibration, observerOf(m_settings));
  if (m_settings.compareElsewhere) {
    return {};
  }
  auto embedding =
      reference ? embedReference(m_engine, *reference) : Result<Embedding>(fail(reference.error()));
  if (!embedding) {
    return embedding.error();
  }
  m_reference = std::move(*embedding);
  // The file's name and the beginning of its SHA-256; what follows says how it is fed.
  m_model = m_reference.model.substr(0, m_reference.model.find(' ', m_reference.model.find(' ') + 1));
  return {};
}

FaceProgress FaceCheck::progress(FaceGuidance guidance) const {
  FaceProgress progress{guidance, static_cast<int>(m_window.size()), m_settings.goodFrames, m_outcome};
  if (!m_outcome && m_phase == Phase::Challenge) {
    progress.challenge = m_judge->asked();
  }
  return progress;
}

void FaceCheck::end(FaceOutcomeKind kind, std::string_view reason) {
  if (m_outcome) {
    return;
  }
  m_outcome = FaceOutcome{kind, std::string(reason), m_scores, std::move(m_gates), m_model};
  m_reference.wipe();
  if (kind != FaceOutcomeKind::AliveUncompared) {
    forgetBest();
  }
  m_observer.reset();
  m_engine.forget();
}

Image FaceCheck::takeBestFace() {
  if (!m_outcome || m_outcome->kind != FaceOutcomeKind::AliveUncompared) {
    return {};
  }
  return std::exchange(m_best, {});
}

void FaceCheck::forgetBest() {
  wipe(m_best);
  m_bestLive = -1;
}

/// The most living frame stands for the window; frames that the net takes for a picture never leave the
/// kiosk.
void FaceCheck::keepIfBest(const Image& frame, const Sighting& sighting) {
  if (!m_settings.compareElsewhere) {
    return;
  }
  if (sighting.isTrackLost || sighting.isOther) {
    forgetBest();
  }
  if (!sighting.sample || sighting.sample->texture < m_settings.fusion.textureMin ||
      sighting.sample->texture <= m_bestLive) {
    return;
  }
  wipe(m_best);
  m_best = cropFace(frame, m_observer->face());
  m_bestLive = sighting.sample->texture;
}

FaceProgress FaceCheck::stop(const Error& error) {
  end(FaceOutcomeKind::Unavailable, error.code);
  return progress(FaceGuidance::CameraLate);
}

FaceProgress FaceCheck::feed(const drivers::FramePair& pair) {
  if (m_outcome) {
    return progress(FaceGuidance::LookHere);
  }
  ++m_scores.framesSeen;
  const auto now = pair.rgb.captured;
  if (!m_started) {
    m_started = now;
  }
  const bool isChallenge = m_phase == Phase::Challenge;
  const auto sighting = isChallenge ? m_observer->lookChallenged(pair)
                                    : m_observer->look(pair, static_cast<int>(m_window.size()), m_reference);
  if (!sighting || !sighting->broken.empty()) {
    end(FaceOutcomeKind::Unavailable, sighting ? sighting->broken : std::string_view(sighting.error().code));
    return progress(FaceGuidance::CameraLate);
  }
  if (!isChallenge) {
    keepIfBest(pair.rgb.image, *sighting);
  }
  isChallenge ? takeChallenged(*sighting, now) : take(*sighting, now);
  checkNir(*sighting, now);
  if (m_phase != Phase::Challenge && now - *m_started >= m_settings.timeLimit) {
    end(FaceOutcomeKind::Unavailable, errors::kFaceNotSeen);
  }
  return progress(sighting->guidance);
}

void FaceCheck::checkNir(const Sighting& sighting, SteadyTime now) {
  if (sighting.nirReason.empty()) {
    m_nirAbsentSince.reset();
    return;
  }
  if (!m_nirAbsentSince) {
    m_nirAbsentSince = now;
  }
  if (now - *m_nirAbsentSince >= m_settings.nirAbsentMax) {
    end(FaceOutcomeKind::Unavailable, sighting.nirReason);
  }
}

void FaceCheck::take(const Sighting& sighting, SteadyTime now) {
  if (sighting.isTrackLost || sighting.isOther) {
    m_window.clear();
  }
  if (sighting.isOther) {
    ++m_scores.restarts;
    if (m_phase == Phase::Confirm || m_scores.restarts > kRestartsMax) {
      return failTrack();
    }
  }
  if (!sighting.sample) {
    return;
  }
  if (m_phase == Phase::Confirm && now - *m_started < kSettling) {
    return;
  }
  m_window.push_back(*sighting.sample);
  ++m_scores.framesGood;
  if (m_window.size() >= static_cast<std::size_t>(m_settings.goodFrames)) {
    decide(now);
  }
}

/// Somebody else stands there than the one who was measured: the answer is not about one person any more.
void FaceCheck::failTrack() {
  m_gates.push_back({"track", -1, false, "changed"});
  end(FaceOutcomeKind::NotAlive);
}

void FaceCheck::decide(SteadyTime now) {
  auto fused = fuse(m_window, m_settings.fusion, m_observer->baseline());
  std::erase_if(m_gates, [](const GateResult& gate) { return gate.name != "challenge"; });
  const bool isAsked = m_phase == Phase::Passive &&
                       (m_settings.challenge == ChallengePolicy::Always || fused.verdict == Verdict::Doubt);
  const bool isRefused = m_settings.challenge == ChallengePolicy::Off &&
                         m_observer->baseline() >= kWideBaseline && m_phase == Phase::Passive;
  m_scores.liveness = scoreOf(fused.gates, "texture");
  m_scores.nirShare = scoreOf(fused.gates, "nir-face");
  m_scores.certainty = fused.certainty;
  m_scores.similarity = fused.likeness;
  m_gates.insert(m_gates.begin(), fused.gates.begin(), fused.gates.end());
  const bool isCertain = fused.verdict == Verdict::Live || m_phase == Phase::Confirm;
  m_gates.push_back({"certainty", fused.certainty, isCertain, isCertain ? "" : "doubt"});
  // The order matters: a picture held up is called "not alive" whether or not it shows the right person.
  if (fused.verdict == Verdict::Attack || (fused.verdict == Verdict::Doubt && isRefused)) {
    return end(FaceOutcomeKind::NotAlive);
  }
  if (isAsked) {
    return beginChallenge(now);
  }
  if (m_settings.compareElsewhere) {
    return m_best.empty() ? end(FaceOutcomeKind::Unavailable, errors::kFaceNotSeen)
                          : end(FaceOutcomeKind::AliveUncompared);
  }
  const auto likeness = judge(kLikenessRow, fused.likeness, m_settings.fusion);
  m_gates.push_back(likeness);
  end(likeness.passed ? FaceOutcomeKind::Passed : FaceOutcomeKind::NotMatched);
}

void FaceCheck::beginChallenge(SteadyTime now) {
  m_phase = Phase::Challenge;
  m_window.clear();
  forgetBest();  // what is compared comes from the window that confirms
  m_judge.emplace(planChallenge(m_settings.random, m_settings.challengeLimits), m_settings.challengeLimits);
  m_lastJudged = now;
}

void FaceCheck::takeChallenged(const Sighting& sighting, SteadyTime now) {
  if (sighting.guidance == FaceGuidance::TwoFaces) {
    return failTrack();
  }
  if (sighting.sample) {
    ++m_challengeFrames;
    if (sighting.sample->hasNirFace) {
      ++m_challengeNir;
    }
    const auto& stereo = sighting.sample->stereo;
    if (stereo && stereo->isMatched && m_challengeRelief.size() < kChallengeReliefMax) {
      m_challengeRelief.push_back(stereo->relief);
    }
  }
  if (now <= *m_lastJudged) {
    return;  // no new picture
  }
  m_lastJudged = now;
  const auto state = sighting.challenge ? m_judge->look(*sighting.challenge) : m_judge->wait(now);
  if (state != ChallengeState::Running) {
    endChallenge(now);
  }
}

/// The liveness gates have kept running: an action shown by something flat or dark in near infrared proves
/// nothing.
void FaceCheck::endChallenge(SteadyTime now) {
  std::string_view reason = m_judge->reason();
  const double nirShare =
      m_challengeFrames == 0 ? 0 : static_cast<double>(m_challengeNir) / m_challengeFrames;
  if (m_judge->state() == ChallengeState::Done) {
    const bool isFlat = m_observer->baseline() >= kWideBaseline &&
                        middleValue(m_challengeRelief) < kChallengeReliefShare * m_settings.fusion.reliefMin;
    if (nirShare < kChallengeNirShareMin) {
      reason = "dark-in-near-infrared";
    } else if (isFlat) {
      reason = "flat";
    }
  }
  m_gates.push_back({"challenge", static_cast<double>(m_judge->done()), reason.empty(), std::string(reason)});
  if (!reason.empty()) {
    return end(FaceOutcomeKind::NotAlive);
  }
  m_phase = Phase::Confirm;
  m_started = now;
}

}  // namespace xiaowu::face
