#include "recognition/documents/fields/Validity.h"

#include "recognition/documents/fields/Checks.h"

#include "core/domain/Dates.h"

namespace xiaowu::documents {
namespace {

using std::chrono::year_month_day;
constexpr std::string_view kLongTerm = "长期";

std::string dotted(std::string_view digits) {
  return std::string(digits.substr(0, 4)) + "." + std::string(digits.substr(4, 2)) + "." +
         std::string(digits.substr(6, 2));
}

/// The day that begins at `from`.
std::optional<year_month_day> dayAt(std::string_view validity, std::size_t from) {
  return validity.size() < from ? std::nullopt : dayOnPaper(validity.substr(from, 10));
}

struct DaySpan {
  year_month_day first;
  std::optional<year_month_day> last;  ///< nothing: 长期
};

std::optional<DaySpan> spanOf(std::string_view validity) {
  const auto first = dayAt(validity, 0);
  if (!first || validity.size() < 12 || validity[10] != '-') {
    return std::nullopt;
  }
  if (validity.substr(11) == kLongTerm) {
    return DaySpan{*first, std::nullopt};
  }
  const auto last = dayAt(validity, 11);
  if (!last || validity.size() != 21) {
    return std::nullopt;
  }
  return DaySpan{*first, last};
}

/// Whole years between the days; 0 when it is not whole.
int yearsOf(const year_month_day& first, const year_month_day& last) {
  const int years = static_cast<int>(last.year()) - static_cast<int>(first.year());
  const bool sameDay = first.month() == last.month() && first.day() == last.day();
  const bool leapDay = first.month() == std::chrono::February && first.day() == std::chrono::day{29} &&
                       ((last.month() == std::chrono::March && last.day() == std::chrono::day{1}) ||
                        (last.month() == std::chrono::February && last.day() == std::chrono::day{28}));
  return sameDay || leapDay ? years : 0;
}

}  // namespace

std::optional<std::string> validityIn(std::string_view text) {
  std::string digits;
  const auto longTerm = text.find(kLongTerm);
  const std::string_view dated = text.substr(0, longTerm);
  for (const char letter : dated) {
    // Only characters that no reader takes a point or a stroke for; "l" and "|" may be either.
    if (letter >= '0' && letter <= '9') {
      digits += letter;
    }
    if (letter == 'O' || letter == 'o') {
      digits += '0';
    }
  }
  if (longTerm != std::string_view::npos) {
    if (digits.size() != 8) {
      return std::nullopt;
    }
    return dotted(digits) + "-" + std::string(kLongTerm);
  }
  if (digits.size() != 16) {
    return std::nullopt;
  }
  return dotted(digits.substr(0, 8)) + "-" + dotted(digits.substr(8));
}

bool validitySpanValid(std::string_view validity) {
  const auto span = spanOf(validity);
  if (!span) {
    return false;
  }
  if (!span->last) {
    return true;
  }
  const int years = yearsOf(span->first, *span->last);
  return years == 5 || years == 10 || years == 20;
}

bool validityFitsAge(std::string_view validity, std::string_view birth) {
  const auto span = spanOf(validity);
  const auto born = dayOnPaper(birth);
  if (!span || !born) {
    return false;
  }
  const int age = domain::ageAt(*born, span->first);
  if (age < 0) {
    return false;
  }
  if (age >= 46) {
    return !span->last;  // 长期
  }
  int wanted = age < 26 ? 10 : 20;
  if (age < 16) {
    wanted = 5;
  }
  return span->last && yearsOf(span->first, *span->last) == wanted;
}

bool validityCovers(std::string_view validity, std::string_view today) {
  const auto span = spanOf(validity);
  const auto day = dayOnPaper(today);
  return span && day && span->first <= *day && (!span->last || *day <= *span->last);
}

}  // namespace xiaowu::documents
