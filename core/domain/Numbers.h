#pragma once
// Check rules of the numbers that people type, scan or carry on a card. Every failure says which rule was
// broken (code) and where (detail); the detail never repeats the number. Input is ASCII without blanks;
// letters are accepted in upper case only.

#include "core/base/Result.h"
#include "core/domain/IdCard.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::domain {

namespace errors {
inline constexpr std::string_view kNumberLength = "number.length";  ///< too short or too long
/// A character that cannot stand there.
inline constexpr std::string_view kNumberCharacter = "number.character";
/// The date inside does not exist, is before 1900 or in the future.
inline constexpr std::string_view kNumberDate = "number.date";
/// Check character wrong: most often a slip in typing.
inline constexpr std::string_view kNumberCheck = "number.check";
inline constexpr std::string_view kNumberForm = "number.form";  ///< does not begin or look like its kind
inline constexpr std::string_view kNumberKind = "number.kind";  ///< checkNumber() knows no such kind
}  // namespace errors

enum class IdNumberKind {
  Resident,                   ///< GB 11643
  HkMacaoTaiwanResident,      ///< residence permit: begins with 810000, 820000 or 830000
  ForeignerPermanentResident  ///< permit of 2023: begins with 9
};

struct IdNumber {
  std::string text;  ///< 18 characters
  IdNumberKind kind = IdNumberKind::Resident;
  std::string areaCode;  ///< first six digits; for a foreigner 9, province, nationality
  std::chrono::year_month_day birth;
  Sex sex = Sex::Unknown;  ///< from the parity of the sequence number
};

/// 18 characters: area, birth (1900-01-01 … `today`), sequence, check character (ISO 7064 MOD 11-2).
[[nodiscard]] Result<IdNumber> parseIdNumber(std::string_view text, std::chrono::year_month_day today);
/// The same with the system's date (UTC+8); for command-line tools. The kiosk gives its own clock's date.
[[nodiscard]] Result<IdNumber> parseIdNumber(std::string_view text);

/// False only for 18 characters that begin with 17 digits and end with a wrong check character: numbers of
/// another form (the permits of 2017) are not judged.
[[nodiscard]] bool isPlausibleIdNumber(std::string_view number);

/// What a number of 18 characters says of its holder, without a look at its check character; nothing and
/// Sex::Unknown for other numbers.
[[nodiscard]] std::optional<std::chrono::year_month_day> idNumberBirth(std::string_view number);
[[nodiscard]] Sex idNumberSex(std::string_view number);

/// Check character of the first 17 digits; nothing when they are not 17 digits.
[[nodiscard]] std::optional<char> idNumberCheck(std::string_view first17);

/// Unified social credit code, GB 32100: 18 characters with MOD 31-3 check, and the organisation code inside
/// with its GB 11714 check.
[[nodiscard]] Result<void> checkCreditCode(std::string_view text);
/// Check characters: of the first 17 of a credit code (GB 32100), of the first 8 of an organisation code (GB
/// 11714).
[[nodiscard]] std::optional<char> creditCodeCheck(std::string_view first17);
[[nodiscard]] std::optional<char> organisationCodeCheck(std::string_view first8);

/// Marriage certificate: J, six digits of the registry, year, six digits: "J430624-2019-001234". The year is
/// 1949 … `today`.
[[nodiscard]] Result<void> checkMarriageNumber(std::string_view text, std::chrono::year_month_day today);
/// Mainland mobile number: 11 digits, 13 … 19 in front.
[[nodiscard]] Result<void> checkMobileNumber(std::string_view text);
/// Bank card: 13 to 19 digits, Luhn (ISO/IEC 7812-1).
[[nodiscard]] Result<void> checkBankCard(std::string_view text);

/// `kind` is "id", "credit-code", "marriage", "mobile" or "bank-card".
[[nodiscard]] Result<void> checkNumber(std::string_view kind, std::string_view text,
                                       std::chrono::year_month_day today);

}  // namespace xiaowu::domain
