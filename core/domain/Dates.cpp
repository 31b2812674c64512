#include "core/domain/Dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace xiaowu::domain {
namespace {

using std::chrono::year_month_day;

/// "%04d%s%02u%s%02u" with the same mark twice.
std::string markedDate(const std::optional<year_month_day>& date, const char* mark) {
  if (!date) {
    return {};
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d%s%02u%s%02u", static_cast<int>(date->year()), mark,
                static_cast<unsigned>(date->month()), mark, static_cast<unsigned>(date->day()));
  return text.data();
}

/// Eight digits with `gap` characters after the year and after the month.
std::optional<year_month_day> dateOf(std::string_view text, std::size_t gap) {
  if (text.size() != 8 + 2 * gap) {
    return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t count) -> std::optional<unsigned> {
    const auto digits = text.substr(at, count);
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return std::nullopt;
    }
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  const auto year = number(0, 4);
  const auto month = number(4 + gap, 2);
  const auto day = number(6 + 2 * gap, 2);
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                            std::chrono::day{*day}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<year_month_day> markedDateOf(std::string_view text, char mark) {
  const bool marked = text.size() == 10 && text[4] == mark && text[7] == mark;
  return marked ? dateOf(text, 1) : std::nullopt;
}

/// "16:30" in China.
std::string minuteInChina(WallTime moment) {
  const auto local = moment + kChinaOffset;
  const std::chrono::hh_mm_ss time{
      std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local))};
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()));
  return text.data();
}

}  // namespace

std::string isoDate(const std::optional<year_month_day>& date) {
  return markedDate(date, "-");
}

std::string dottedDate(const std::optional<year_month_day>& date) {
  return markedDate(date, ".");
}

std::string compactDate(const std::optional<year_month_day>& date) {
  return markedDate(date, "");
}

std::string chineseDate(year_month_day date) {
  return std::to_string(static_cast<int>(date.year())) + "年" +
         std::to_string(static_cast<unsigned>(date.month())) + "月" +
         std::to_string(static_cast<unsigned>(date.day())) + "日";
}

std::optional<year_month_day> parseIsoDate(std::string_view text) {
  return markedDateOf(text, '-');
}

std::optional<year_month_day> parseDate(std::string_view text) {
  const auto iso = markedDateOf(text, '-');
  return iso ? iso : markedDateOf(text, '.');
}

std::optional<year_month_day> parseCompactDate(std::string_view text) {
  return dateOf(text, 0);
}

std::optional<year_month_day> lastDayOf(std::string_view validity) {
  return parseDate(validity.size() > 10 ? validity.substr(validity.size() - 10) : validity);
}

int ageAt(year_month_day birth, year_month_day today) {
  const int years = static_cast<int>(today.year()) - static_cast<int>(birth.year());
  const bool reached =
      today.month() > birth.month() || (today.month() == birth.month() && today.day() >= birth.day());
  return reached ? years : years - 1;
}

year_month_day dateInChina(WallTime moment) {
  return std::chrono::floor<std::chrono::days>(moment + kChinaOffset);
}

std::string isoMinuteInChina(WallTime moment) {
  return isoDate(dateInChina(moment)) + " " + minuteInChina(moment);
}

std::string chineseMinuteInChina(WallTime moment) {
  return chineseDate(dateInChina(moment)) + " " + minuteInChina(moment);
}

}  // namespace xiaowu::domain
