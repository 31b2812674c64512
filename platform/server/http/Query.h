#pragma once
// The query of an address ("code=7K3M&x=1").

#include <string>
#include <string_view>

namespace xiaowu::platform {

/// The value of `name` in a query string, decoded ('+' and %XX); empty if absent or malformed.
[[nodiscard]] std::string queryValue(std::string_view query, std::string_view name);

}  // namespace xiaowu::platform
