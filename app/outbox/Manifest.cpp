#include "app/outbox/Manifest.h"

#include "app/outbox/OutboxTypes.h"
#include "core/crypto/Signing.h"

#include <cctype>
#include <charconv>
#include <cstdio>

namespace xiaowu::outbox {

namespace chrono = std::chrono;

std::string canonicalText(const Manifest& manifest) {
  std::string text =
      crypto::canonicalText("xiaowu-manifest-1", {manifest.kioskId, std::to_string(manifest.seq),
                                                  manifest.id.text(), manifest.service, manifest.keyId,
                                                  toBase64(manifest.sealedKey), rfc3339(manifest.createdAt)});
  for (const auto& part : manifest.parts) {
    text += '\n' + std::to_string(part.size) + ':' + part.sha256;
  }
  return text;
}

std::string sha256Of(const Manifest& manifest) {
  return toHex(crypto::sha256(viewOf(canonicalText(manifest))));
}

WallTime wholeMillis(WallTime time) {
  return chrono::floor<chrono::milliseconds>(time);
}

std::string rfc3339(WallTime time) {
  const auto day = chrono::floor<chrono::days>(time);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss clock(chrono::floor<chrono::milliseconds>(time - day));
  std::array<char, 40> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return std::string(text.data(), static_cast<std::size_t>(length));
}

namespace {

bool digits(std::string_view text, std::size_t from, std::size_t count, int& out) {
  if (from + count > text.size()) {
    return false;
  }
  const auto piece = text.substr(from, count);
  for (const char c : piece) {
    if (c < '0' || c > '9') {
      return false;
    }
  }
  return std::from_chars(piece.data(), piece.data() + piece.size(), out).ec == std::errc{};
}

}  // namespace

Result<WallTime> parseRfc3339(std::string_view text) {
  const auto bad = [] { return fail(errors::kInvalid, Fault::Bug, "not a time of the contract's form"); };
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0;
  if (text.size() < 20 || text.back() != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
      text[13] != ':' || text[16] != ':') {
    return bad();
  }
  const bool fields = digits(text, 0, 4, year) && digits(text, 5, 2, month) && digits(text, 8, 2, day) &&
                      digits(text, 11, 2, hour) && digits(text, 14, 2, minute) && digits(text, 17, 2, second);
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!fields || !date.ok() || hour > 23 || minute > 59 || second > 60) {
    return bad();
  }
  if (const auto places = text.size() - 20;
      places > 0) {  // "." and digits stand between the seconds and the Z
    if (places < 2 || places > 7 || text[19] != '.' || !digits(text, 20, places - 1, fraction)) {
      return bad();
    }
    for (auto place = places - 1; place < 6; ++place) {
      fraction *= 10;
    }
  }
  return WallTime{chrono::sys_days{date}} + chrono::hours{hour} + chrono::minutes{minute} +
         chrono::seconds{second} + chrono::microseconds{fraction};
}

}  // namespace xiaowu::outbox
