#pragma once
// UTF-8 (RFC 3629), as far as several rooms need it. Pure.

#include <cstddef>

namespace xiaowu {

/// Bytes of the character that begins with this byte, 1 … 4. Does not check the text: a byte that begins no
/// character counts for one of 1 or 2.
[[nodiscard]] constexpr std::size_t utf8Length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) {
    return 1;
  }
  if (byte < 0xE0) {
    return 2;
  }
  return byte < 0xF0 ? 3 : 4;
}

}  // namespace xiaowu
