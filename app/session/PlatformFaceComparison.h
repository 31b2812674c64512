#pragma once
// Compares on the platform (POST /v1/face-comparisons): the coded chip photo and one cut-out face, sealed to
// the platform before they reach the thread of the network. Decided by site.toml ([face] comparison =
// "platform") and told on the consent page; see docs/adr/0009. GUI thread only.

#include "app/session/handlers/CaseHandler.h"
#include "app/session/FaceComparison.h"

namespace xiaowu::session {

class PlatformFaceComparison final : public FaceComparison {
 public:
  /// `platform` and `clock` must outlive it.
  PlatformFaceComparison(sync::PlatformClient& platform, SealingTarget target, const Clock& clock);
  [[nodiscard]] QFuture<Result<sync::ComparisonAnswer>> compare(Bytes encodedPhoto, Image face) override;
  void forgetSession() override { m_session = {}; }

 private:
  sync::PlatformClient& m_platform;
  SealingTarget m_target;
  const Clock& m_clock;
  Uuid m_session;  ///< the platform counts tries by it; made at the first question of a session
};

}  // namespace xiaowu::session
