#include "app/session/PlatformFaceComparison.h"

#include "core/domain/ContractCodes.h"
#include "recognition/face/liveness/FaceCheck.h"
#include "recognition/face/quality/FaceCrop.h"
#include "drivers/api/PhotoDecoder.h"

#include <QPromise>

#include <array>

namespace xiaowu::session {
namespace {

// The platform's words for pictures (platform/api/README.md), in the kiosk's. A face that the platform cannot
// use is one that another try may show better.
struct Known {
  std::string_view platform;
  std::string_view kiosk;
};
constexpr std::array kKnown{Known{domain::contract::kPhotoNotDecodable, drivers::errors::kPhotoNotDecodable},
                            Known{domain::contract::kNoFaceInPhoto, face::errors::kReferenceUnusable},
                            Known{domain::contract::kFaceUnusable, face::errors::kFaceNotSeen}};

QFuture<Result<sync::ComparisonAnswer>> alreadyFailed(const Error& error) {
  QPromise<Result<sync::ComparisonAnswer>> promise;
  promise.start();
  promise.addResult(Result<sync::ComparisonAnswer>(fail(error)));
  promise.finish();
  return promise.future();
}

}  // namespace

Error comparisonFailure(const Error& error) {
  if (error.fault == Fault::Cancelled) {
    return error;
  }
  for (const auto& known : kKnown) {
    if (error.code == sync::errors::kRejected && error.detail == known.platform) {
      return {std::string(known.kiosk), Fault::ServiceUnavailable, error.detail};
    }
  }
  return {std::string(errors::kComparisonUnavailable), Fault::ServiceUnavailable,
          error.code + (error.detail.empty() ? "" : ": " + error.detail)};
}

PlatformFaceComparison::PlatformFaceComparison(sync::PlatformClient& platform, SealingTarget target,
                                               const Clock& clock)
    : m_platform(platform), m_target(std::move(target)), m_clock(clock) {}

QFuture<Result<sync::ComparisonAnswer>> PlatformFaceComparison::compare(Bytes encodedPhoto, Image face) {
  auto jpeg = face::encodeCrop(face);
  xiaowu::wipe(face);
  if (!jpeg) {
    crypto::wipe(encodedPhoto);
    return alreadyFailed(jpeg.error());
  }
  if (m_session.isNull()) {
    m_session = Uuid::makeV7(m_clock.wall());
  }
  const auto sealed = sync::sealComparison(Uuid::makeV7(m_clock.wall()), m_session, encodedPhoto, *jpeg,
                                           m_target.publicKey, m_target.keyId);
  crypto::wipe(*jpeg);
  crypto::wipe(encodedPhoto);
  return m_platform.compareFaces(sealed);
}

}  // namespace xiaowu::session
