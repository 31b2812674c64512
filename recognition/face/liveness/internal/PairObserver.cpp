#include "recognition/face/liveness/internal/PairObserver.h"

#include "recognition/face/geometry/internal/ReliefMatch.h"

#include <algorithm>
#include <cmath>

namespace xiaowu::face {
namespace {

PairRules rulesOf(const Calibration& calibration, double gapMax) {
  return {gapMax, calibration.rgb.width, calibration.rgb.height, calibration.nir.width,
          calibration.nir.height};
}

/// The face as the other camera should see it: its box and eyes moved there.
Face predicted(const StereoRig& rig, const Face& face) {
  const double depth = rig.depthBySize(face.points);
  Face there = face;
  for (auto& point : there.points) {
    point = rig.inNir(point, depth);
  }
  const auto from = rig.inNir({face.box.x, face.box.y}, depth);
  const auto to = rig.inNir({face.box.x + face.box.width, face.box.y + face.box.height}, depth);
  there.box = {from.x, from.y, to.x - from.x, to.y - from.y};
  return there;
}

/// How far the eyes are from where they were expected, in expected eye distances.
double offsetOf(const Face& found, const Face& expected) {
  const auto& a = found.points;
  const auto& b = expected.points;
  const double eyes = std::max(1.0, std::hypot(b[1].x - b[0].x, b[1].y - b[0].y) * 1.0);
  return std::hypot((a[0].x + a[1].x - b[0].x - b[1].x) / 2.0, (a[0].y + a[1].y - b[0].y - b[1].y) / 2.0) /
         eyes;
}

}  // namespace

PairObserver::PairObserver(FaceEngine& engine, const Calibration& calibration, ObserverSettings settings)
    : m_engine(engine),
      m_settings(std::move(settings)),
      m_rig(calibration),
      m_validator(rulesOf(calibration, m_settings.gapMax)),
      m_rgb(engine, m_settings.detectEvery),
      m_nir(engine, m_settings.detectEvery) {}

void PairObserver::wipe() {
  m_rgb.lose();
  m_nir.lose();
  m_first.wipe();
  m_last.wipe();
}

Result<bool> PairObserver::see(const drivers::FramePair& pair, bool mustDetect, bool isChallenged,
                               Sighting& sighting, PairSample& sample) {
  const auto state = m_validator.look(pair);
  sighting.broken = state.broken;
  sighting.nirReason = state.reason;
  if (!state.isFresh || !state.hasNir) {
    return false;
  }
  sample.at = pair.rgb.captured;
  sample.gap = state.gap;
  const auto found = m_rgb.look(pair.rgb.image, mustDetect);
  if (!found) {
    return fail(found.error());
  }
  const auto gate = quality(pair.rgb.image, isChallenged);
  sighting.guidance = *found || !gate.open ? gate.guidance : FaceGuidance::FaceForward;
  sighting.isTrackLost = !*found || !m_rgb.isContinuous() || gate.guidance == FaceGuidance::TwoFaces;
  if (!*found || !gate.open) {
    return false;
  }
  if (auto nir = seeNir(pair, sample); !nir) {
    return fail(nir.error());
  }
  return true;
}

/// A mask does not come and go within four pictures: it is looked for when the detector looks.
Gate PairObserver::quality(const Image& image, bool isChallenged) const {
  if (isChallenged) {
    return gatePresence(m_rgb.faces(), image, m_settings.limits);
  }
  return m_rgb.isDetected() ? gateQuality(m_rgb.faces(), image, m_settings.limits)
                            : gateQuick(m_rgb.faces(), image, m_settings.limits);
}

Result<void> PairObserver::seeNir(const drivers::FramePair& pair, PairSample& sample) {
  const auto expected = predicted(m_rig, m_rgb.face());
  const auto found = m_nir.look(pair.nir->image, false, expected.box);
  if (!found) {
    return fail(found.error());
  }
  if (!*found) {
    return {};
  }
  if (offsetOf(m_nir.face(), expected) > m_settings.limits.nirOffsetMax) {
    m_nir.lose();  // somebody else's: the detector looks again
    return {};
  }
  const auto stereo = m_rig.measure(m_rgb.mesh(), m_nir.mesh());
  if (!stereo) {
    return {};  // two faces that are not one: counts as no face in near infrared
  }
  sample.hasNirFace = true;
  sample.stereo = *stereo;
  // Depth costs as much as a mesh: every second pair is enough for a middle value.
  m_isReliefDue = !m_isReliefDue;
  if (!m_isReliefDue) {
    return {};
  }
  return matchRelief(m_rig, pair.rgb.image, pair.nir->image, m_rgb.mesh(), *sample.stereo);
}

Result<Sighting> PairObserver::look(const drivers::FramePair& pair, int index, const Embedding& reference) {
  Sighting sighting;
  PairSample sample;
  const bool isEnd = index == 0 || index >= m_settings.goodFrames - 1;
  const auto isSeen = see(pair, isEnd, false, sighting, sample);
  if (!isSeen) {
    return fail(isSeen.error());
  }
  if (sighting.isTrackLost) {
    index = 0;
  }
  if (!*isSeen) {
    return sighting;
  }
  const auto texture = m_engine.liveness(pair.rgb.image, m_rgb.face());
  if (!texture) {
    return fail(texture.error());
  }
  sample.texture = *texture;
  const bool isCompared = isEnd || index == 0 || index == m_settings.goodFrames / 2;
  if (isCompared) {
    if (auto compared = compare(pair, isEnd || index == 0, reference, sample, sighting.isOther); !compared) {
      return fail(compared.error());
    }
  }
  sighting.sample = std::move(sample);
  return sighting;
}

Result<void> PairObserver::compare(const drivers::FramePair& pair, bool withNir, const Embedding& reference,
                                   PairSample& sample, bool& isOther) {
  auto embedding = m_engine.embed(pair.rgb.image, m_rgb.face(), Care::Quick, Look::AgainstChipPhoto);
  if (!embedding) {
    return fail(embedding.error());
  }
  if (!m_first.empty()) {
    sample.same = std::min(similarity(*embedding, m_first), similarity(*embedding, m_last));
    isOther = *sample.same < m_settings.sameMin;
  }
  if (m_first.empty() || isOther) {
    m_first = *embedding;
    sample.same.reset();
  }
  if (!reference.empty()) {
    sample.likeness = similarity(*embedding, reference);
  }
  if (sample.hasNirFace && (withNir || isOther)) {
    const auto nir = m_engine.embed(pair.nir->image, m_nir.face());
    if (!nir) {
      return fail(nir.error());
    }
    sample.binding = similarity(*embedding, *nir);
  }
  m_last = std::move(*embedding);
  return {};
}

Result<Sighting> PairObserver::lookChallenged(const drivers::FramePair& pair) {
  Sighting sighting;
  PairSample sample;
  const auto isSeen = see(pair, false, true, sighting, sample);
  if (!isSeen) {
    return fail(isSeen.error());
  }
  if (!*isSeen) {
    return sighting;
  }
  const auto& shape = m_rgb.shape();
  ChallengeMeasure measure{sample.at, shape.eyes, shape.mouth, shape.turn, shape.nod, shape.eyeDistance, {}};
  // By the two meshes it would be a guess that is 20° off as often as not.
  if (sample.stereo && sample.stereo->isMatched && sample.stereo->patches >= kPatchesMin) {
    measure.stereoTurn = sample.stereo->turn;
  }
  sighting.challenge = measure;
  sighting.sample = std::move(sample);
  return sighting;
}

}  // namespace xiaowu::face
