#pragma once
// Days of the calendar as text, and the calendar of China. Moments as text stand in core/base/Time.h. Pure;
// any thread. No function accepts or writes a day that does not exist.

#include "core/base/Clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::domain {

/// "1993-08-15", "1993.08.15" and "19930815"; empty without a date.
[[nodiscard]] std::string isoDate(const std::optional<std::chrono::year_month_day>& date);
[[nodiscard]] std::string dottedDate(const std::optional<std::chrono::year_month_day>& date);
[[nodiscard]] std::string compactDate(const std::optional<std::chrono::year_month_day>& date);
/// "1993年8月15日".
[[nodiscard]] std::string chineseDate(std::chrono::year_month_day date);

/// "2024-05-31"; nothing for another form and for what is no day of the calendar.
[[nodiscard]] std::optional<std::chrono::year_month_day> parseIsoDate(std::string_view text);
/// "2024-05-31" or "2024.05.31".
[[nodiscard]] std::optional<std::chrono::year_month_day> parseDate(std::string_view text);
/// "20240531".
[[nodiscard]] std::optional<std::chrono::year_month_day> parseCompactDate(std::string_view text);

/// The last day of a span of validity, "2019.08.14-2039.08.14", or the day itself of a single date; nothing
/// for 长期 and for what is no date.
[[nodiscard]] std::optional<std::chrono::year_month_day> lastDayOf(std::string_view validity);

/// Whole years at `today`; a birthday on 29 February is reached on 1 March in common years.
[[nodiscard]] int ageAt(std::chrono::year_month_day birth, std::chrono::year_month_day today);

/// China has one time, without summer time, whatever the machine's zone says.
inline constexpr std::chrono::hours kChinaOffset{8};

/// The date in China at a moment.
[[nodiscard]] std::chrono::year_month_day dateInChina(WallTime moment);
/// Date and minute in China: "2026-11-21 16:30" and "2026年11月21日 16:30".
[[nodiscard]] std::string isoMinuteInChina(WallTime moment);
[[nodiscard]] std::string chineseMinuteInChina(WallTime moment);

}  // namespace xiaowu::domain
