#include "core/domain/Numbers.h"

#include "core/domain/Dates.h"

#include <algorithm>
#include <array>

namespace xiaowu::domain {
namespace {

using std::chrono::year_month_day;

constexpr std::size_t kIdNumberSize = 18;

tl::unexpected<Error> broken(std::string_view code, std::string detail) {
  return fail(code, Fault::ResidentCanFix, std::move(detail));
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<tl::unexpected<Error>> checkLength(std::string_view text, std::size_t expected) {
  if (text.size() == expected) {
    return std::nullopt;
  }
  return broken(errors::kNumberLength,
                std::to_string(text.size()) + " characters instead of " + std::to_string(expected));
}

std::optional<tl::unexpected<Error>> checkDigits(std::string_view text, std::size_t from, std::size_t count) {
  for (std::size_t i = from; i < from + count; ++i) {
    if (!isDigit(text[i])) {
      return broken(errors::kNumberCharacter, "character " + std::to_string(i + 1) + " is not a digit");
    }
  }
  return std::nullopt;
}

unsigned numberAt(std::string_view text, std::size_t from, std::size_t count) {
  unsigned value = 0;
  for (const char c : text.substr(from, count)) {
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

Result<year_month_day> birthOf(std::string_view text, year_month_day today) {
  const auto birth = idNumberBirth(text);
  if (!birth) {
    return broken(errors::kNumberDate, "characters 7 to 14 are not a date of the calendar");
  }
  if (birth->year() < std::chrono::year{1900}) {
    return broken(errors::kNumberDate, "birth before 1900");
  }
  if (*birth > today) {
    return broken(errors::kNumberDate, "birth in the future");
  }
  return *birth;
}

/// Area codes begin with a region (1 … 6), a province's digits, or 71, 81, 82, 83 (GB/T 2260 and the
/// residence permits).
bool knownRegion(std::string_view text) {
  constexpr std::array kProvinces = {11u, 12u, 13u, 14u, 15u, 21u, 22u, 23u, 31u, 32u, 33u, 34u,
                                     35u, 36u, 37u, 41u, 42u, 43u, 44u, 45u, 46u, 50u, 51u, 52u,
                                     53u, 54u, 61u, 62u, 63u, 64u, 65u, 71u, 81u, 82u, 83u};
  return std::find(kProvinces.begin(), kProvinces.end(), numberAt(text, 0, 2)) != kProvinces.end();
}

Result<IdNumberKind> kindOf(std::string_view text) {
  if (text[0] == '9') {
    if (!knownRegion(text.substr(1))) {
      return broken(errors::kNumberForm, "characters 2 and 3 are no province");
    }
    return IdNumberKind::ForeignerPermanentResident;
  }
  if (!knownRegion(text)) {
    return broken(errors::kNumberForm, "characters 1 and 2 are no province");
  }
  if (text[0] != '8') {
    return IdNumberKind::Resident;
  }
  if (text.substr(2, 4) != "0000") {
    return broken(errors::kNumberForm, "characters 3 to 6 of a residence permit's number are 0000");
  }
  return IdNumberKind::HkMacaoTaiwanResident;
}

// GB 32100 leaves out I, O, S, V, Z.
constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
// GB 11714 uses all letters.
constexpr std::string_view kOrganisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

template <std::size_t size>
std::optional<unsigned> weightedSum(std::string_view text, std::string_view alphabet,
                                    const std::array<unsigned, size>& weights) {
  if (text.size() != size) {
    return std::nullopt;
  }
  unsigned sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const auto value = alphabet.find(text[i]);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    sum += static_cast<unsigned>(value) * weights[i];
  }
  return sum;
}

}  // namespace

bool isPlausibleIdNumber(std::string_view number) {
  const auto check = number.size() == kIdNumberSize ? idNumberCheck(number.substr(0, 17)) : std::nullopt;
  return !check || *check == number.back();
}

std::optional<year_month_day> idNumberBirth(std::string_view number) {
  return number.size() == kIdNumberSize ? parseCompactDate(number.substr(6, 8)) : std::nullopt;
}

Sex idNumberSex(std::string_view number) {
  if (number.size() != kIdNumberSize || !isDigit(number[16])) {
    return Sex::Unknown;
  }
  return (number[16] - '0') % 2 == 1 ? Sex::Male : Sex::Female;
}

std::optional<char> idNumberCheck(std::string_view first17) {
  // 2^(18-i) mod 11.
  constexpr std::array<unsigned, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const auto sum = weightedSum(first17, "0123456789", kWeights);
  if (!sum) {
    return std::nullopt;
  }
  return std::string_view("10X98765432")[*sum % 11];
}

Result<IdNumber> parseIdNumber(std::string_view text, year_month_day today) {
  if (auto wrong = checkLength(text, kIdNumberSize)) {
    return *wrong;
  }
  if (auto wrong = checkDigits(text, 0, 17)) {
    return *wrong;
  }
  if (text[17] != 'X' && !isDigit(text[17])) {
    return broken(errors::kNumberCharacter, "character 18 is neither a digit nor X");
  }
  const auto kind = kindOf(text);
  if (!kind) {
    return fail(kind.error());
  }
  const auto birth = birthOf(text, today);
  if (!birth) {
    return fail(birth.error());
  }
  if (idNumberCheck(text.substr(0, 17)) != text[17]) {
    return broken(errors::kNumberCheck, "check character does not fit the 17 digits before it");
  }
  return IdNumber{std::string(text), *kind, std::string(text.substr(0, 6)), *birth, idNumberSex(text)};
}

Result<IdNumber> parseIdNumber(std::string_view text) {
  return parseIdNumber(text, dateInChina(SystemClock().wall()));
}

std::optional<char> creditCodeCheck(std::string_view first17) {
  // 3^(i-1) mod 31.
  constexpr std::array<unsigned, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                 29, 25, 13, 8,  24, 10, 30, 28};
  const auto sum = weightedSum(first17, kCreditAlphabet, kWeights);
  if (!sum) {
    return std::nullopt;
  }
  return kCreditAlphabet[(31 - *sum % 31) % 31];
}

std::optional<char> organisationCodeCheck(std::string_view first8) {
  constexpr std::array<unsigned, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  const auto sum = weightedSum(first8, kOrganisationAlphabet, kWeights);
  if (!sum) {
    return std::nullopt;
  }
  const unsigned check = 11 - *sum % 11;
  return std::string_view("0123456789X0")[check];  // 10 is X, 11 is 0
}

Result<void> checkCreditCode(std::string_view text) {
  if (auto wrong = checkLength(text, 18)) {
    return *wrong;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool areaDigit = i >= 2 && i < 8;
    const auto alphabet = areaDigit ? kCreditAlphabet.substr(0, 10) : kCreditAlphabet;
    if (alphabet.find(text[i]) == std::string_view::npos) {
      return broken(errors::kNumberCharacter,
                    "character " + std::to_string(i + 1) +
                        (areaDigit ? " is not a digit" : " is not used in credit codes"));
    }
  }
  if (creditCodeCheck(text.substr(0, 17)) != text[17]) {
    return broken(errors::kNumberCheck, "check character of the credit code is wrong");
  }
  if (organisationCodeCheck(text.substr(8, 8)) != text[16]) {
    return broken(errors::kNumberCheck, "check character of the organisation code inside is wrong");
  }
  return {};
}

Result<void> checkMarriageNumber(std::string_view text, year_month_day today) {
  constexpr std::string_view kForm = "J000000-0000-000000";
  if (auto wrong = checkLength(text, kForm.size())) {
    return *wrong;
  }
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == '0' ? !isDigit(text[i]) : text[i] != kForm[i]) {
      return broken(errors::kNumberForm,
                    "character " + std::to_string(i + 1) + " does not fit the form " + std::string(kForm));
    }
  }
  const int year = static_cast<int>(numberAt(text, 8, 4));
  if (year < 1949 || year > static_cast<int>(today.year())) {
    return broken(errors::kNumberDate, "year of registration out of range");
  }
  return {};
}

Result<void> checkMobileNumber(std::string_view text) {
  if (auto wrong = checkLength(text, 11)) {
    return *wrong;
  }
  if (auto wrong = checkDigits(text, 0, 11)) {
    return *wrong;
  }
  if (text[0] != '1' || text[1] < '3') {
    return broken(errors::kNumberForm, "mobile numbers begin with 13 to 19");
  }
  return {};
}

Result<void> checkBankCard(std::string_view text) {
  if (text.size() < 13 || text.size() > 19) {
    return broken(errors::kNumberLength, std::to_string(text.size()) + " characters instead of 13 to 19");
  }
  if (auto wrong = checkDigits(text, 0, text.size())) {
    return *wrong;
  }
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = text[text.size() - 1 - i] - '0';
    const int weighted = i % 2 == 0 ? digit : 2 * digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  // All zeros passes the sum, but no issuer has it.
  if (sum % 10 != 0 || sum == 0) {
    return broken(errors::kNumberCheck, "check digit is wrong");
  }
  return {};
}

Result<void> checkNumber(std::string_view kind, std::string_view text, year_month_day today) {
  if (kind == "id") {
    return parseIdNumber(text, today).map([](const IdNumber&) {});
  }
  if (kind == "credit-code") {
    return checkCreditCode(text);
  }
  if (kind == "marriage") {
    return checkMarriageNumber(text, today);
  }
  if (kind == "mobile") {
    return checkMobileNumber(text);
  }
  if (kind == "bank-card") {
    return checkBankCard(text);
  }
  return fail(errors::kNumberKind, Fault::Bug,
              "unknown kind \"" + std::string(kind) + "\": id, credit-code, marriage, mobile or bank-card");
}

}  // namespace xiaowu::domain
