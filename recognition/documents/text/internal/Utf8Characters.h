#pragma once
// UTF-8 text cut into its characters. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

/// Joined they are the text again. Bytes that are no UTF-8 are cut as their lead byte says, the last ones
/// where the text ends.
[[nodiscard]] std::vector<std::string> utf8Characters(std::string_view text);

}  // namespace xiaowu::documents
