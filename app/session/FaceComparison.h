#pragma once
// Who says whether the living face is that of the card, when this kiosk cannot (no decoder of chip photos).
// The pure interface that FaceHandler asks. Everything that is not a verified yes for exactly this question
// is not a yes: an error means "not known", and another way is offered.

#include "core/image/Image.h"
#include "app/sync/FaceComparison.h"

#include <QFuture>

namespace xiaowu::session {

namespace errors {
/// Nobody could compare now: offline, too slow, refused, not believed. The detail says which.
inline constexpr std::string_view kComparisonUnavailable = "face.comparison-unavailable";
}  // namespace errors

class FaceComparison {
 public:
  virtual ~FaceComparison() = default;
  /// `face` is one living face, cut out (face::cropFace); both are overwritten by the callee where they are
  /// not needed any more. The future ends exactly once, within 5 s; cancelling it cuts the question off. GUI
  /// thread only.
  [[nodiscard]] virtual QFuture<Result<sync::ComparisonAnswer>> compare(Bytes encodedPhoto, Image face) = 0;
  /// The session is over: what comes next is another resident.
  virtual void forgetSession() = 0;
};

/// What the workflow is told: codes for pictures that cannot be used are kept apart, all else is
/// kComparisonUnavailable; cancelled stays cancelled.
[[nodiscard]] Error comparisonFailure(const Error& error);

}  // namespace xiaowu::session
