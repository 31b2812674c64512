#include "platform/server/records/CheckCode.h"

namespace xiaowu::platform {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

std::string makeCheckCode(ByteView tenBytes) {
  std::string code;
  unsigned bits = 0;
  unsigned held = 0;
  for (const auto byte : tenBytes.first(10)) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      if (code.size() % 5 == 4) {
        code += '-';
      }
      code += kCrockford[(held >> (bits - 5)) & 31U];
    }
    held &= 0xffU;
  }
  return code;
}

std::string canonicalCheckCode(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') {
      continue;
    }
    if (c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    }
    if (c == 'O') {
      c = '0';
    }
    if (c == 'I' || c == 'L') {
      c = '1';
    }
    if (kCrockford.find(c) == std::string_view::npos) {
      return {};
    }
    if (code.size() % 5 == 4) {
      code += '-';
    }
    code += c;
    if (code.size() > 19) {
      return {};
    }
  }
  return code.size() == 19 ? code : std::string{};
}

}  // namespace xiaowu::platform
