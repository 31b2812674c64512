#include "recognition/documents/text/internal/Utf8Characters.h"

#include "core/base/Utf8.h"

namespace xiaowu::documents {

std::vector<std::string> utf8Characters(std::string_view text) {
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = utf8Length(text[at]);
    letters.emplace_back(text.substr(at, length));
    at += length;
  }
  return letters;
}

}  // namespace xiaowu::documents
