#include "platform/server/rendering/Text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <chrono>

namespace xiaowu::platform {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kChinaOffset = 8 * 3600 * kSecond;

struct Parts {
  int year, month, day, hour, minute, second, millisecond;
};

Parts partsOf(std::int64_t micros) {
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds{micros}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss<microseconds> clock{time - day};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(clock.subseconds().count() / 1000)};
}

template <typename... Values>
std::string printed(const char* format, Values... values) {
  std::array<char, 96> text{};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  const int length = std::snprintf(text.data(), text.size(), format, values...);
#pragma GCC diagnostic pop
  return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

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
  const auto p = partsOf(micros);
  return printed("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", p.year, p.month, p.day, p.hour, p.minute, p.second,
                 p.millisecond);
}

Result<std::int64_t> parseTime(std::string_view text) {
  using namespace std::chrono;
  const auto bad = [] { return fail("request.malformed", Fault::Bug, "time"); };
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd.dddZ";
  if (text.size() != kForm.size()) {
    return bad();
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kForm[i] == 'd' ? (text[i] < '0' || text[i] > '9') : text[i] != kForm[i]) {
      return bad();
    }
  }
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + count, value);
    return value;
  };
  const year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                            day{static_cast<unsigned>(number(8, 2))}};
  if (!date.ok() || number(0, 4) < 1970 || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) {
    return bad();
  }
  const auto time = sys_days{date} + hours{number(11, 2)} + minutes{number(14, 2)} + seconds{number(17, 2)} +
                    milliseconds{number(20, 3)};
  return duration_cast<microseconds>(time.time_since_epoch()).count();
}

std::string chinaDay(std::int64_t micros) {
  const auto p = partsOf(micros + kChinaOffset);
  return printed("%04d%02d%02d", p.year, p.month, p.day);
}

std::string chinaDate(std::int64_t micros) {
  const auto p = partsOf(micros + kChinaOffset);
  return printed("%d年%d月%d日", p.year, p.month, p.day);
}

std::string chinaMinute(std::int64_t micros) {
  const auto p = partsOf(micros + kChinaOffset);
  return printed("%d年%d月%d日 %02d:%02d", p.year, p.month, p.day, p.hour, p.minute);
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

std::string maskName(std::string_view utf8) {
  std::string out;
  int characters = 0;
  for (const char c : utf8) {
    const bool starts = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (starts) {
      ++characters;
    }
    if (characters == 1) {
      out += c;
    }
    if (starts && characters > 1 && characters <= 5) {
      out += '*';
    }
  }
  return out.empty() ? "*" : out;
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

bool plausibleIdNumber(std::string_view number) {
  constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (number.size() != 18 || !std::all_of(number.begin(), number.end() - 1, digit)) {
    return true;
  }
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    sum += kWeights[i] * (number[i] - '0');
  }
  return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)] == number.back();
}

Bytes randomBytes(std::size_t count) {
  Bytes bytes(count);
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace xiaowu::platform
