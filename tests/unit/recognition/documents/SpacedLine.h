#pragma once
// A line of text as an engine might give it, without a picture.

#include "recognition/documents/text/TextEngine.h"

#include <string>

namespace xiaowu::documents {

/// Characters 40 pixels apart from `x` on, 36 wide and 40 high; a space is an empty place.
inline TextLine spacedLine(int x, int y, const std::string& text, double confidence) {
  TextLine line;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) {
      ++next;
    }
    if (text[at] != ' ') {
      line.push_back({text.substr(at, next - at), {x, y, 36, 40}, confidence, Reader::PpOcr, {}, 0});
    }
    x += 40;
    at = next;
  }
  return line;
}

}  // namespace xiaowu::documents
