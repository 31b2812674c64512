#include "drivers/camera/Cameras.h"

#include <cmath>

namespace xiaowu::drivers::camera {
namespace {

constexpr auto kPairGap = std::chrono::milliseconds{40};
/// How long a visible frame waits for a partner that has not arrived yet.
constexpr auto kPartnerWait = std::chrono::milliseconds{150};

bool sameShape(const Image& a, const Image& b) {
  const double ratio = static_cast<double>(a.width) * b.height / (static_cast<double>(a.height) * b.width);
  return std::abs(ratio - 1) < 0.02;
}

class PairOfCameras final : public CameraPair {
 public:
  PairOfCameras(std::unique_ptr<Camera> rgb, std::unique_ptr<Camera> nir, std::string ownCalibration)
      : m_rgb(std::move(rgb)), m_nir(std::move(nir)), m_ownCalibration(std::move(ownCalibration)) {}

  bool hasNir() const override { return m_nir != nullptr; }
  const std::string& ownCalibration() const override { return m_ownCalibration; }

  Result<DeviceHealth> open(const CallContext& context) override {
    close();
    auto health = m_rgb->open(context);
    if (!health) {
      return health;
    }
    m_nirReason = errors::kNirNotConfigured;
    if (m_nir) {
      const auto nirHealth = m_nir->open(context);
      m_nirReason = nirHealth ? std::string() : nirHealth.error().code;
      // An open that was cancelled is cancelled as a whole, whichever half it met.
      if (context.cancelled()) {
        close();
        return fail(xiaowu::errors::kCancelled, Fault::Cancelled, "camera pair");
      }
      health->reason = m_nirReason;
    }
    return health;
  }

  void close() override {
    m_rgb->close();
    if (m_nir) {
      m_nir->close();
    }
    m_partner.reset();
    m_lastRgb.reset();
    m_lastNir.reset();
    m_nirReason.clear();
  }

  DeviceHealth health(const CallContext& context) override {
    auto health = m_rgb->health(context);
    if (!m_nir || health.state != DeviceState::Online) {
      return health;
    }
    const auto nir = m_nir->health(context);
    health.reason = m_nirReason.empty() ? nir.reason : m_nirReason;
    return health;
  }

  Result<FramePair> nextPair(const CallContext& context) override {
    auto rgb = m_rgb->nextFrame(context);
    if (!rgb) {
      return fail(rgb.error());
    }
    if (m_lastRgb && rgb->captured < *m_lastRgb) {
      return fail(drivers::errors::kProtocol, Fault::ServiceUnavailable, "camera: time went backwards");
    }
    m_lastRgb = rgb->captured;
    FramePair pair{std::move(*rgb), std::nullopt, {}};
    pair.nirReason = findPartner(pair, context);
    if (!pair.nirReason.empty()) {
      pair.nir.reset();
    }
    if (context.cancelled()) {
      return fail(xiaowu::errors::kCancelled, Fault::Cancelled, "camera pair");
    }
    return pair;
  }

 private:
  /// Sets pair.nir; a code when there is none. A partner is used once.
  std::string findPartner(FramePair& pair, const CallContext& context) {
    if (!m_nirReason.empty()) {
      return m_nirReason;
    }
    auto wait = context;
    wait.deadline = std::min(context.deadline, std::chrono::steady_clock::now() + kPartnerWait);
    while (!m_partner || m_partner->captured <= pair.rgb.captured - kPairGap) {
      auto next = m_nir->nextFrame(wait);
      if (!next) {
        return next.error().code == xiaowu::errors::kTimedOut ? std::string(errors::kNirLate)
                                                              : next.error().code;
      }
      if (m_lastNir && next->captured < *m_lastNir) {
        return std::string(drivers::errors::kProtocol);
      }
      m_lastNir = next->captured;
      m_partner = std::move(*next);
    }
    // It came too late for this visible frame, but may be the next one's partner.
    if (m_partner->captured >= pair.rgb.captured + kPairGap) {
      return std::string(errors::kNirLate);
    }
    pair.nir = std::exchange(m_partner, std::nullopt);
    const bool isUsable =
        !pair.nir->image.empty() && !pair.rgb.image.empty() && sameShape(pair.rgb.image, pair.nir->image);
    return std::string(isUsable ? std::string_view() : errors::kNirShape);
  }

  std::unique_ptr<Camera> m_rgb;
  std::unique_ptr<Camera> m_nir;
  const std::string m_ownCalibration;
  std::string m_nirReason;  ///< why there is no near-infrared camera at all
  std::optional<Frame> m_partner;
  std::optional<SteadyTime> m_lastRgb;
  std::optional<SteadyTime> m_lastNir;
};

}  // namespace

std::unique_ptr<CameraPair> makeCameraPair(std::unique_ptr<Camera> rgb, std::unique_ptr<Camera> nir,
                                           std::string ownCalibration) {
  return std::make_unique<PairOfCameras>(std::move(rgb), std::move(nir), std::move(ownCalibration));
}

}  // namespace xiaowu::drivers::camera
