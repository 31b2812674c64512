#pragma once
// Paths and methods of a table of routes. A pattern is a path with {} for one segment.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

/// The segments that stand for {} if `path` fits `pattern`; an empty segment never fits.
[[nodiscard]] std::optional<std::vector<std::string>> matchPath(std::string_view pattern,
                                                                std::string_view path);

/// "GET, PUT": the value of Allow.
[[nodiscard]] std::string joinMethods(const std::vector<std::string_view>& methods);

}  // namespace xiaowu::platform
