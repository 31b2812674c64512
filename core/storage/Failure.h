#pragma once
// The exception of a database call that failed, and the edge at which it ends. A class over a database
// (app/outbox, platform/server/repository) writes its SQL as if nothing could fail, inside guarded(); its
// public functions return Result. A Failure never leaves the folder of such a class.

#include "core/storage/ErrorCodes.h"

#include <stdexcept>
#include <type_traits>

namespace xiaowu::storage {

struct Failure : std::runtime_error {
  /// `what`: SQLite's message, which names tables and columns and never holds a value that was bound.
  Failure(Cause why, const std::string& what) : std::runtime_error(what), cause(why) {}

  Cause cause;
};

/// What `action` returns (T, Result<T> or, for Result<void>, nothing); its Failure as an Error with the
/// owner's code.
template <typename T, typename Action>
[[nodiscard]] Result<T> guarded(const ErrorCodes& codes, Action&& action) {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Action>>) {
      action();
      return {};
    } else {
      return action();
    }
  } catch (const Failure& failure) {
    return failFor(codes, failure.cause, failure.what());
  }
}

}  // namespace xiaowu::storage
