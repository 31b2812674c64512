#pragma once
// When evidence of identity proves a person: the same rule wherever a platform takes a kiosk's word. Pure.

#include "core/domain/Case.h"

namespace xiaowu::domain {

/// What a schema cannot say of an evidence: whoever vouches is named with a reason, and nobody is named for a
/// machine's verdict.
[[nodiscard]] bool evidenceHolds(const IdentityEvidence& evidence);

/// The person was proven at L2, by a way that proves somebody ("face", "fingerprint", "staff"), with what
/// belongs to it. Any other way is a claim.
[[nodiscard]] bool isProven(IdentityLevel level, const IdentityEvidence& evidence);

}  // namespace xiaowu::domain
