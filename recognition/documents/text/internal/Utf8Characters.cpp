#include "recognition/documents/text/internal/Utf8Characters.h"

namespace xiaowu::documents {

std::vector<std::string> utf8Characters(std::string_view text) {
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    letters.emplace_back(text.substr(at, length));
    at += length;
  }
  return letters;
}

}  // namespace xiaowu::documents
