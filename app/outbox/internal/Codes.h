#pragma once
// What the outbox calls the failures of its disk, and the two that its callers cause.

#include "app/outbox/Errors.h"
#include "core/storage/ErrorCodes.h"

namespace xiaowu::outbox {

inline constexpr storage::ErrorCodes kStorageCodes{errors::kStorage, errors::kDiskFull, errors::kDamaged,
                                                   errors::kTooNew};

/// No such item, or not in the state that the call needs.
[[nodiscard]] inline tl::unexpected<Error> failUnknown() {
  return fail(errors::kUnknown, Fault::Bug, "no such item in this state");
}

/// The caller's value cannot be stored.
[[nodiscard]] inline tl::unexpected<Error> failInvalid(std::string what) {
  return fail(errors::kInvalid, Fault::Bug, std::move(what));
}

}  // namespace xiaowu::outbox
