#pragma once
// What the outbox says of a submission, in the words of a case. Pure.

#include "app/outbox/SubmissionState.h"
#include "core/domain/Case.h"

namespace xiaowu::session {

[[nodiscard]] domain::SubmissionState wordFor(outbox::SubmissionState state);

}  // namespace xiaowu::session
