#pragma once
// Number and date rules of Chinese papers. Pure functions on ASCII text.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::documents {

/// GB 11643: 17 digits, check character (weights 7 9 10 5 8 4 2 1 6 3 …, mod 11), birth date between 1900 and
/// 2099.
[[nodiscard]] bool idNumberValid(std::string_view number);
/// GB 32100: 18 characters without I O S V Z, check character mod 31.
[[nodiscard]] bool creditCodeValid(std::string_view code);
/// GB 11714: the organisation code that a credit code carries at 9 … 17 has its own check character.
[[nodiscard]] bool organisationInsideValid(std::string_view creditCode);
/// GB 11714 alone: 8 characters and a check character, with or without a hyphen between them.
[[nodiscard]] bool organisationCodeValid(std::string_view code);
/// 16 … 19 digits with a right Luhn digit (ISO/IEC 7812-1); shorter ones are no bank cards here.
[[nodiscard]] bool bankCardValid(std::string_view number);
/// GB/T 37346: 28 characters. County 6, cadastral districts 3 + 3, feature of the parcel 2 (G J Z, then its
/// kind), parcel 5, feature of what stands on it (F L Q W), unit 8; with W the unit is all zeros. There is no
/// check character: the form is all that can be proven.
[[nodiscard]] bool propertyUnitValid(std::string_view number);
/// "J######-####-######" with a year of 1949 … 2099.
[[nodiscard]] bool marriageNumberValid(std::string_view number);
/// A day that can stand on a paper: "2019-08-14" or "2019.08.14", of the years 1900 … 2099; nothing
/// otherwise.
[[nodiscard]] std::optional<std::chrono::year_month_day> dayOnPaper(std::string_view text);
/// "YYYY-MM-DD" that is such a day.
[[nodiscard]] bool isoDateValid(std::string_view date);

/// Letters that engines read for digits, replaced by the digits: O o D Q → 0, I l | i ! → 1, Z → 2, S → 5, B
/// → 8, g q → 9, b G → 6, x × → X. Others are dropped.
[[nodiscard]] std::string asDigits(std::string_view text);
/// The same for a credit code, where only the letters it cannot contain are changed.
[[nodiscard]] std::string asCreditCode(std::string_view text);

/// The first window of 18 characters that is a valid number, or nothing. Nothing is changed or guessed.
[[nodiscard]] std::optional<std::string> findIdNumber(std::string_view digits);
[[nodiscard]] std::optional<std::string> findCreditCode(std::string_view code);
/// All digits of the text when they make a valid card number; a longer run holds no card number.
[[nodiscard]] std::optional<std::string> findBankCard(std::string_view digits);
/// The first window of 28 characters that has the form; where the form wants digits, look-alike letters are
/// read as such.
[[nodiscard]] std::optional<std::string> findPropertyUnit(std::string_view text);

/// Fits text to a format such as "J######-####-######": separators and spaces in the text are ignored, digits
/// are read through asDigits.
[[nodiscard]] std::optional<std::string> fitFormat(std::string_view text, std::string_view format);

/// "YYYY-MM-DD" of a valid ID number.
[[nodiscard]] std::string birthOf(std::string_view idNumber);
/// "男" or "女" of a valid ID number.
[[nodiscard]] std::string sexOf(std::string_view idNumber);

}  // namespace xiaowu::documents
