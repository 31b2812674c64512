#include "platform/server/rendering/Text.h"

#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace xiaowu::platform {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int hexValue(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return {};
      }
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

}  // namespace

std::string formatTime(std::int64_t micros) {
  return rfc3339(fromUnixMicros(micros));
}

Result<std::int64_t> parseTime(std::string_view text) {
  const auto time = parseRfc3339Millis(text);
  if (!time) {
    return fail(domain::contract::kMalformed, Fault::Bug, "time");
  }
  return toUnixMicros(*time);
}

std::string escapeHtml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string queryValue(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name && pair[name.size()] == '=') {
      return decoded(pair.substr(name.size() + 1));
    }
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
  }
  return {};
}

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

Bytes randomBytes(std::size_t count) {
  Bytes bytes(count);
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace xiaowu::platform
