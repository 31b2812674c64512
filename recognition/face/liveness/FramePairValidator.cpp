#include "recognition/face/liveness/FramePairValidator.h"

#include "recognition/face/geometry/Calibration.h"

#include <cmath>

namespace xiaowu::face {
namespace {

/// Two seconds of a camera at 25 frames a second. Counted in frames, because the time of such frames proves
/// nothing.
constexpr int kStaleMax = 50;

bool isWhole(const Image& image) {
  return !image.empty() && image.pixels->size() >= image.stride() * static_cast<std::size_t>(image.height);
}

}  // namespace

bool FramePairValidator::isNewer(const drivers::Frame& frame, const Numbers& before) {
  return !before.isSet || (frame.sequence > before.sequence && frame.captured > before.captured &&
                           frame.digest != before.digest);
}

PairState FramePairValidator::look(const drivers::FramePair& pair) {
  PairState state;
  if (m_rgb.isSet && pair.rgb.captured < m_rgb.captured) {
    state.broken = errors::kTimeBackwards;
  }
  const bool isSized = m_rules.rgbWidth == 0 || (pair.rgb.image.width == m_rules.rgbWidth &&
                                                 pair.rgb.image.height == m_rules.rgbHeight);
  if (state.broken.empty() && isWhole(pair.rgb.image) && !isSized) {
    state.broken = errors::kCalibrationSize;
  }
  state.isFresh = state.broken.empty() && isWhole(pair.rgb.image) && isNewer(pair.rgb, m_rgb);
  m_rgb = {pair.rgb.captured, pair.rgb.sequence, pair.rgb.digest, true};
  m_stale = state.isFresh ? 0 : m_stale + 1;
  if (state.broken.empty() && m_stale >= kStaleMax) {
    state.broken = errors::kStaleFrames;
  }
  state.reason = nirProblem(pair, state);
  state.hasNir = state.reason.empty() && state.broken.empty();
  return state;
}

std::string FramePairValidator::nirProblem(const drivers::FramePair& pair, PairState& state) {
  if (!pair.nir) {
    return pair.nirReason.empty() ? std::string(drivers::errors::kCameraStalled) : pair.nirReason;
  }
  const bool isBack = m_nir.isSet && pair.nir->captured < m_nir.captured;
  const bool isNew = isNewer(*pair.nir, m_nir);
  m_nir = {pair.nir->captured, pair.nir->sequence, pair.nir->digest, true};
  state.gap =
      std::abs(std::chrono::duration<double, std::milli>(pair.nir->captured - pair.rgb.captured).count());
  if (isBack) {
    return std::string(errors::kTimeBackwards);
  }
  if (!isNew) {
    return std::string(drivers::errors::kCameraStalled);
  }
  if (!isWhole(pair.nir->image)) {
    return std::string(drivers::errors::kProtocol);
  }
  if (m_rules.nirWidth != 0 &&
      (pair.nir->image.width != m_rules.nirWidth || pair.nir->image.height != m_rules.nirHeight)) {
    if (state.broken.empty()) {
      state.broken = errors::kCalibrationSize;
    }
    return std::string(errors::kCalibrationSize);
  }
  return state.gap < m_rules.gapMax ? std::string() : std::string(drivers::errors::kCameraStalled);
}

}  // namespace xiaowu::face
