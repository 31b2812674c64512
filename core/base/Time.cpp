#include "core/base/Time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace xiaowu {
namespace {

namespace chrono = std::chrono;

constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// 'd' in the form stands for a digit, everything else for itself.
bool hasForm(std::string_view text, std::string_view form) {
  return std::equal(text.begin(), text.end(), form.begin(), form.end(),
                    [](char c, char wanted) { return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted; });
}

/// The digits at a place where hasForm() saw digits.
int numberAt(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

/// "08:30:00" at `at`; a second of 60 is a leap second.
std::optional<chrono::seconds> timeOfDay(std::string_view text, std::size_t at) {
  const int hour = numberAt(text, at, 2);
  const int minute = numberAt(text, at + 3, 2);
  const int second = numberAt(text, at + 6, 2);
  if (hour > 23 || minute > 59 || second > 60) {
    return std::nullopt;
  }
  return chrono::hours{hour} + chrono::minutes{minute} + chrono::seconds{second};
}

std::optional<WallTime> momentOf(int year, int month, int day, std::optional<chrono::seconds> time) {
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || !time) {
    return std::nullopt;
  }
  return WallTime{chrono::sys_days{date}} + *time;
}

struct Fields {
  chrono::year_month_day date;
  chrono::hh_mm_ss<chrono::milliseconds> clock;
};

Fields fieldsOf(WallTime time) {
  const auto day = chrono::floor<chrono::days>(time);
  return {chrono::year_month_day{day},
          chrono::hh_mm_ss<chrono::milliseconds>{chrono::floor<chrono::milliseconds>(time - day)}};
}

}  // namespace

std::string rfc3339(WallTime time) {
  const auto [date, clock] = fieldsOf(time);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return text.data();
}

std::optional<WallTime> parseRfc3339(std::string_view text) {
  constexpr std::string_view kSeconds = "dddd-dd-ddTdd:dd:dd";
  constexpr std::size_t kPlacesMax = 6;
  if (!hasForm(text.substr(0, kSeconds.size()), kSeconds) || text.back() != 'Z') {
    return std::nullopt;
  }
  // Between the seconds and the Z: nothing, or a point and digits.
  const auto rest = text.substr(kSeconds.size(), text.size() - kSeconds.size() - 1);
  if (!rest.empty() &&
      (rest.size() > kPlacesMax + 1 || !hasForm(rest, std::string_view(".dddddd").substr(0, rest.size())))) {
    return std::nullopt;
  }
  if (rest == ".") {
    return std::nullopt;
  }
  auto micros = rest.empty() ? 0 : numberAt(rest, 1, rest.size() - 1);
  for (auto place = rest.empty() ? kPlacesMax : rest.size() - 1; place < kPlacesMax; ++place) {
    micros *= 10;
  }
  const auto moment =
      momentOf(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2), timeOfDay(text, 11));
  return moment ? std::optional(*moment + chrono::microseconds{micros}) : std::nullopt;
}

std::optional<WallTime> parseRfc3339Millis(std::string_view text) {
  const auto moment = parseRfc3339(text);
  // What is written again in the same letters had exactly this form; a leap second is not.
  const bool exact = moment && *moment >= WallTime{} && rfc3339(*moment) == text;
  return exact ? moment : std::nullopt;
}

std::string httpDate(WallTime time) {
  const auto [date, clock] = fieldsOf(time);
  const auto weekday = chrono::weekday{chrono::sys_days{date}}.c_encoding();
  const auto month = static_cast<unsigned>(date.month());
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", kWeekdays[weekday],
                static_cast<unsigned>(date.day()), kMonths[month - 1], static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::optional<WallTime> parseHttpDate(std::string_view text) {
  constexpr std::size_t kSize = 29;  // Www, DD Mon YYYY HH:MM:SS GMT: the positions are fixed
  if (text.size() != kSize || !hasForm(text.substr(3, 5), ", dd ") ||
      !hasForm(text.substr(11), " dddd dd:dd:dd GMT")) {
    return std::nullopt;
  }
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) {
    return std::nullopt;
  }
  return momentOf(numberAt(text, 12, 4), static_cast<int>(month - kMonths.begin()) + 1, numberAt(text, 5, 2),
                  timeOfDay(text, 17));
}

WallTime fromUnixMicros(std::int64_t micros) {
  return WallTime{std::chrono::microseconds{micros}};
}

WallTime wholeMillis(WallTime time) {
  return chrono::floor<chrono::milliseconds>(time);
}

}  // namespace xiaowu
