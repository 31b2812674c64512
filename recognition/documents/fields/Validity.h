#pragma once
// 有效期限 of ID cards: reading it and its rules. Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::documents {

/// An ID card's 有效期限: "2019.08.14-2039.08.14" or "2010.06.24-长期" from text whose marks may be missing
/// or misread; nothing otherwise.
[[nodiscard]] std::optional<std::string> validityIn(std::string_view text);
/// Both days exist and the span is 5, 10 or 20 years to the day (29 February may end on 1 March or 28
/// February), or 长期.
[[nodiscard]] bool validitySpanValid(std::string_view validity);
/// Law on identity cards, article 5: under 16 five years, 16 … 25 ten, 26 … 45 twenty, from 46 长期, by the
/// age on the first day. Dates as "YYYY-MM-DD".
[[nodiscard]] bool validityFitsAge(std::string_view validity, std::string_view birth);
/// Whether `today` ("YYYY-MM-DD") lies in it.
[[nodiscard]] bool validityCovers(std::string_view validity, std::string_view today);

}  // namespace xiaowu::documents
