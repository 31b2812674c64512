#pragma once
// Number and date rules of Chinese papers. Pure functions on ASCII text.

#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::documents {

/// GB 11643: 17 digits, check character (weights 7 9 10 5 8 4 2 1 6 3 …, mod 11), birth date between 1900 and 2099.
[[nodiscard]] bool idNumberValid(std::string_view number);
/// GB 32100: 18 characters without I O S V Z, check character mod 31.
[[nodiscard]] bool creditCodeValid(std::string_view code);
[[nodiscard]] bool dateValid(int year, int month, int day);

/// Letters that engines read for digits, made digits: O o D Q → 0, I l | i ! → 1, Z → 2, S → 5, B → 8, g q → 9, b G → 6, x × → X. Others are dropped.
[[nodiscard]] std::string asDigits(std::string_view text);
/// The same for a credit code, where only the letters it cannot contain are changed.
[[nodiscard]] std::string asCreditCode(std::string_view text);

/// The first window of 18 characters that is a valid number, or nothing. Nothing is changed or guessed.
[[nodiscard]] std::optional<std::string> findIdNumber(std::string_view digits);
[[nodiscard]] std::optional<std::string> findCreditCode(std::string_view code);

/// Fits text to a format such as "J######-####-######": separators and spaces in the text are ignored, digits are read through asDigits.
[[nodiscard]] std::optional<std::string> fitFormat(std::string_view text, std::string_view format);

/// "YYYY-MM-DD" of a valid ID number.
[[nodiscard]] std::string birthOf(std::string_view idNumber);
/// "男" or "女" of a valid ID number.
[[nodiscard]] std::string sexOf(std::string_view idNumber);

}  // namespace xiaowu::documents
