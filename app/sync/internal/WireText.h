#pragma once

#include <algorithm>
#include <string_view>

namespace xiaowu::sync::wire {

/// No name, number or code has any; what is signed would read otherwise.
inline bool hasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace xiaowu::sync::wire
