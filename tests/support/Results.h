#pragma once
// What tests ask of a Result.

#include "core/base/Result.h"
#include "tests/support/Catch.h"

#include <string>
#include <type_traits>
#include <utility>

namespace xiaowu::test {

/// The value; the test fails with the error where there is none.
template <typename T>
T need(Result<T> result) {
  if (!result) {
    FAIL(describe(result.error()));
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(*result);
  }
}

/// The code of the error, or "success".
inline std::string codeOf(const auto& result) {
  return result ? std::string("success") : result.error().code;
}

}  // namespace xiaowu::test
