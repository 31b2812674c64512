#pragma once
// Result<T>: a value or an Error. Expected failures are values; exceptions are caught at the edge of the
// adapter that meets them.

#include "core/base/Error.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace xiaowu {

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string_view code, Fault fault, std::string detail = {}) {
  return tl::unexpected<Error>(Error{std::string(code), fault, std::move(detail)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace xiaowu
