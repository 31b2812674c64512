#include "app/vision/FaceCheck.h"

#include "app/vision/ModelCard.h"
#include "drivers/api/PhotoDecoder.h"

#include <algorithm>
#include <cmath>

namespace xiaowu::vision {
namespace {

double medianOf(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// Everything of a frame but its picture.
drivers::Frame numbersOf(const drivers::Frame& frame) { return {{}, frame.captured, frame.sequence, frame.digest}; }

bool isNewer(const drivers::Frame& frame, const drivers::Frame& previous) {
  const bool isFirst = previous.sequence == 0;
  return isFirst || (frame.sequence > previous.sequence && frame.captured > previous.captured && frame.digest != previous.digest);
}

Result<Embedding> embedReference(FaceEngine& engine, const Image& photo) {
  const auto faces = engine.detect(photo);
  if (!faces) return fail(faces.error());
  if (faces->empty()) return fail(errors::kReferenceUnusable, Fault::ServiceUnavailable, "no face found in the reference photo");
  return engine.embed(photo, faces->front());
}

}  // namespace

std::string_view outcomeName(FaceOutcomeKind kind) {
  switch (kind) {
    case FaceOutcomeKind::Passed: return "passed";
    case FaceOutcomeKind::NotMatched: return "notMatched";
    case FaceOutcomeKind::NotAlive: return "notAlive";
    case FaceOutcomeKind::Unavailable: return "unavailable";
  }
  return "unavailable";
}

FaceCheck::FaceCheck(FaceEngine& engine, const Result<Image>& reference, FaceCheckSettings settings) : m_engine(engine), m_settings(std::move(settings)) {
  m_settings.goodFrames = std::max(m_settings.goodFrames, 5);
  m_settings.livenessMin = std::max(m_settings.livenessMin, engine.livenessThreshold());
  m_settings.similarityMin = std::max(m_settings.similarityMin, engine.similarityThreshold());
  m_window.reserve(static_cast<std::size_t>(m_settings.goodFrames));
  auto embedding = reference ? embedReference(engine, *reference) : Result<Embedding>(fail(reference.error()));
  if (embedding) {
    m_reference = std::move(*embedding);
  } else {
    end(FaceOutcomeKind::Unavailable, embedding.error().code);
  }
}

FaceCheck::~FaceCheck() {
  if (!m_outcome) m_engine.forget();
}

FaceProgress FaceCheck::progress(FaceGuidance guidance) const {
  return {guidance, static_cast<int>(m_window.size()), m_settings.goodFrames, m_outcome};
}

void FaceCheck::end(FaceOutcomeKind kind, std::string_view reason) {
  m_outcome = FaceOutcome{kind, std::string(reason), m_scores};
  m_reference.wipe();
  m_last.wipe();
  m_engine.forget();
}

/// A picture seen before proves nothing: a camera that is gone may go on giving its last one.
bool FaceCheck::isFresh(const drivers::FramePair& pair) {
  const bool isNew = isNewer(pair.rgb, m_previousRgb);
  m_previousRgb = numbersOf(pair.rgb);
  return isNew;
}

/// Whether the pair has a near-infrared partner that is new and of the same moment; this class believes no one else's pairing.
bool FaceCheck::nirUsable(const drivers::FramePair& pair) {
  bool isUsable = false;
  if (pair.nir) {
    const auto gap = std::chrono::abs(pair.nir->captured - pair.rgb.captured);
    isUsable = gap < m_settings.limits.pairGapMax && isNewer(*pair.nir, m_previousNir);
    m_previousNir = numbersOf(*pair.nir);
  }
  if (isUsable) {
    m_nirAbsentSince.reset();
  } else {
    if (!m_nirAbsentSince) m_nirAbsentSince = pair.rgb.captured;
    m_nirReason = !pair.nir && !pair.nirReason.empty() ? pair.nirReason : std::string(drivers::errors::kCameraStalled);
  }
  return isUsable;
}

FaceProgress FaceCheck::stop(const Error& error) {
  if (!m_outcome) end(FaceOutcomeKind::Unavailable, error.code);
  return progress(FaceGuidance::CameraLate);
}

FaceProgress FaceCheck::feed(const drivers::FramePair& pair) {
  if (m_outcome) return progress(FaceGuidance::LookHere);
  ++m_scores.framesSeen;
  if (!m_started) m_started = pair.rgb.captured;
  const bool isFreshFrame = isFresh(pair);
  const bool hasNir = !m_settings.nirConfigured || nirUsable(pair);
  auto guidance = FaceGuidance::CameraLate;
  if (isFreshFrame && hasNir) {
    const auto seen = look(pair);
    if (!seen) {
      end(FaceOutcomeKind::Unavailable, seen.error().code);
      return progress(FaceGuidance::CameraLate);
    }
    guidance = *seen;
  }
  if (m_window.size() >= static_cast<std::size_t>(m_settings.goodFrames)) {
    decide();
  } else if (m_nirAbsentSince && pair.rgb.captured - *m_nirAbsentSince >= m_settings.nirAbsentMax) {
    end(FaceOutcomeKind::Unavailable, m_nirReason);
  } else if (pair.rgb.captured - *m_started >= m_settings.timeLimit) {
    end(FaceOutcomeKind::Unavailable, errors::kFaceNotSeen);
  }
  return progress(guidance);
}

Result<FaceGuidance> FaceCheck::look(const drivers::FramePair& pair) {
  const auto faces = m_engine.detect(pair.rgb.image);
  if (!faces) return fail(faces.error());
  const auto quality = gateQuality(*faces, pair.rgb.image, m_settings.limits);
  if (!quality.open) return quality.guidance;
  const auto sample = measure(pair, faces->front());
  if (!sample) return fail(sample.error());
  m_window.push_back(*sample);
  ++m_scores.framesGood;
  return FaceGuidance::LookHere;
}

Result<FaceCheck::Sample> FaceCheck::measure(const drivers::FramePair& pair, const Face& face) {
  Sample sample;
  const auto live = m_engine.liveness(pair.rgb.image, face);
  if (!live) return fail(live.error());
  auto embedding = m_engine.embed(pair.rgb.image, face);
  if (!embedding) return fail(embedding.error());
  sample.live = *live;
  sample.similarity = similarity(*embedding, m_reference);
  if (m_settings.nirConfigured) {
    const auto nirFaces = m_engine.detect(pair.nir->image);
    if (!nirFaces) return fail(nirFaces.error());
    sample.nirFace = gateNirPresence(face, pair.rgb.image, *nirFaces, pair.nir->image, m_settings.limits).open;
  }
  // Another face in the middle of the window: what was measured before belongs to somebody else.
  if (!m_last.empty() && similarity(*embedding, m_last) < m_settings.sameFaceMin) {
    m_window.clear();
    ++m_scores.restarts;
  }
  m_last = std::move(*embedding);
  return sample;
}

void FaceCheck::decide() {
  std::vector<double> live;
  std::vector<double> likeness;
  int nirFaces = 0;
  for (const auto& sample : m_window) {
    live.push_back(sample.live);
    if (sample.live >= m_settings.livenessMin) likeness.push_back(sample.similarity);
    nirFaces += sample.nirFace ? 1 : 0;
  }
  m_scores.liveness = medianOf(live);
  m_scores.similarity = medianOf(likeness);
  m_scores.nirShare = static_cast<double>(nirFaces) / static_cast<double>(m_window.size());
  const bool isAlive = m_scores.liveness >= m_settings.livenessMin && (!m_settings.nirConfigured || m_scores.nirShare >= m_settings.nirShareMin);
  // The order matters: a picture held up is told "not alive" whether or not it shows the right person.
  if (!isAlive) return end(FaceOutcomeKind::NotAlive);
  end(m_scores.similarity >= m_settings.similarityMin ? FaceOutcomeKind::Passed : FaceOutcomeKind::NotMatched);
}

}  // namespace xiaowu::vision
