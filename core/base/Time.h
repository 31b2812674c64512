#pragma once
// Moments as text, in the two forms that messages carry. Always UTC. Pure; any thread. Dates of the calendar
// stand in core/domain/Dates.h.

#include "core/base/Clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace xiaowu {

/// RFC 3339 in UTC with milliseconds, "2026-11-21T08:30:00.000Z"; finer digits are cut off.
[[nodiscard]] std::string rfc3339(WallTime time);
/// UTC ("Z") with no or up to six digits of fraction; a leap second (":60") is the next second's beginning.
/// Nothing for any other form and for what is no moment of the calendar.
[[nodiscard]] std::optional<WallTime> parseRfc3339(std::string_view text);
/// Exactly the form that rfc3339() writes, from 1970 on, without leap seconds; nothing otherwise.
[[nodiscard]] std::optional<WallTime> parseRfc3339Millis(std::string_view text);

/// HTTP's form (RFC 9110, 5.6.7), "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string httpDate(WallTime time);
/// The same form alone, not the two obsolete ones. The day of the week is not compared with the date.
[[nodiscard]] std::optional<WallTime> parseHttpDate(std::string_view text);

/// From microseconds since 1970 (toUnixMicros() in Clock.h is the way there).
[[nodiscard]] WallTime fromUnixMicros(std::int64_t micros);
/// The same moment without what is finer than a millisecond.
[[nodiscard]] WallTime wholeMillis(WallTime time);

}  // namespace xiaowu
