#include "recognition/documents/fields/Checks.h"

#include "core/domain/Dates.h"
#include "core/domain/Numbers.h"

#include <algorithm>
#include <cctype>
#include <chrono>

namespace xiaowu::documents {
namespace {

constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

int digit(char letter) {
  return letter - '0';
}
bool isDigit(char letter) {
  return letter >= '0' && letter <= '9';
}

int numberOf(std::string_view text) {
  int value = 0;
  for (const char letter : text) {
    value = value * 10 + digit(letter);
  }
  return value;
}

/// Not before the numbers and papers that are in use were made, and no slip of a reader into another century.
bool isOfOurTime(std::chrono::year_month_day date) {
  return date.year() >= std::chrono::year{1900} && date.year() <= std::chrono::year{2099};
}

char asDigit(char letter) {
  if (isDigit(letter)) {
    return letter;
  }
  constexpr std::string_view kFrom = "OoDQIl|i!ZSBgqbGxX";
  constexpr std::string_view kTo =
      "000011111258996"
      "6XX";
  static_assert(kFrom.size() == kTo.size());
  const auto at = kFrom.find(letter);
  return at == std::string_view::npos ? '\0' : kTo[at];
}

}  // namespace

std::optional<std::chrono::year_month_day> dayOnPaper(std::string_view text) {
  const auto date = domain::parseDate(text);
  return date && isOfOurTime(*date) ? date : std::nullopt;
}

bool idNumberValid(std::string_view number) {
  if (number.size() != 18 || number[0] == '0' || domain::idNumberCheck(number.substr(0, 17)) != number[17]) {
    return false;
  }
  const auto birth = domain::idNumberBirth(number);
  return birth && isOfOurTime(*birth);
}

bool isoDateValid(std::string_view date) {
  return domain::parseIsoDate(date) && dayOnPaper(date);
}

bool organisationInsideValid(std::string_view creditCode) {
  return creditCode.size() == 18 && domain::organisationCodeCheck(creditCode.substr(8, 8)) == creditCode[16];
}

bool organisationCodeValid(std::string_view code) {
  const bool hyphen = code.size() == 10 && code[8] == '-';
  return (code.size() == 9 || hyphen) && domain::organisationCodeCheck(code.substr(0, 8)) == code.back();
}

bool bankCardValid(std::string_view number) {
  return number.size() >= 16 && domain::checkBankCard(number).has_value();
}

bool propertyUnitValid(std::string_view number) {
  if (number.size() != 28) {
    return false;
  }
  for (std::size_t at = 0; at < number.size(); ++at) {
    const bool feature = at == 12 || at == 13 || at == 19;
    if (!feature && !isDigit(number[at])) {
      return false;
    }
  }
  constexpr std::string_view kOwner = "GJZ";
  constexpr std::string_view kParcel = "ABCDEFGHLNSWXY";
  constexpr std::string_view kThing = "FLQW";
  if (kOwner.find(number[12]) == std::string_view::npos ||
      kParcel.find(number[13]) == std::string_view::npos) {
    return false;
  }
  if (kThing.find(number[19]) == std::string_view::npos || number[0] == '0') {
    return false;
  }
  return (number[19] == 'W') == (number.substr(20) == "00000000");
}

bool marriageNumberValid(std::string_view number) {
  const auto fitted = fitFormat(number, "J######-####-######");
  if (!fitted || *fitted != number) {
    return false;
  }
  const int year = numberOf(number.substr(8, 4));
  return year >= 1949 && year <= 2099;
}

bool creditCodeValid(std::string_view code) {
  return code.size() == 18 && domain::creditCodeCheck(code.substr(0, 17)) == code[17];
}

std::string asDigits(std::string_view text) {
  std::string digits;
  for (const char letter : text) {
    if (const char mapped = asDigit(letter); mapped != '\0') {
      digits += mapped;
    }
  }
  return digits;
}

std::string asCreditCode(std::string_view text) {
  std::string code;
  for (char letter : text) {
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    constexpr std::string_view kFrom = "OIZS";
    constexpr std::string_view kTo = "0125";
    if (const auto at = kFrom.find(letter); at != std::string_view::npos) {
      letter = kTo[at];
    }
    if (kCreditAlphabet.find(letter) != std::string_view::npos) {
      code += letter;
    }
  }
  return code;
}

std::optional<std::string> findIdNumber(std::string_view digits) {
  for (std::size_t at = 0; at + 18 <= digits.size(); ++at) {
    if (idNumberValid(digits.substr(at, 18))) {
      return std::string(digits.substr(at, 18));
    }
  }
  return std::nullopt;
}

std::optional<std::string> findCreditCode(std::string_view code) {
  for (std::size_t at = 0; at + 18 <= code.size(); ++at) {
    if (creditCodeValid(code.substr(at, 18))) {
      return std::string(code.substr(at, 18));
    }
  }
  return std::nullopt;
}

std::optional<std::string> findBankCard(std::string_view digits) {
  // A window would find a right Luhn digit in every tenth run of digits, so only the whole run counts.
  return bankCardValid(digits) ? std::optional(std::string(digits)) : std::nullopt;
}

std::optional<std::string> findPropertyUnit(std::string_view text) {
  std::string letters;
  for (const char letter : text) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '|' || letter == '!') {
      letters += letter;
    }
  }
  for (std::size_t start = 0; start + 28 <= letters.size(); ++start) {
    std::string number;
    for (std::size_t at = 0; at < 28; ++at) {
      const char letter = letters[start + at];
      if (at == 12 || at == 13 || at == 19) {
        number += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        continue;
      }
      const char mapped = asDigit(letter);
      number += mapped == '\0' ? '?' : mapped;
    }
    const bool longer = start + 28 < letters.size() && isDigit(letters[start + 28]);
    if (!longer && propertyUnitValid(number)) {
      return number;
    }
  }
  return std::nullopt;
}

std::optional<std::string> fitFormat(std::string_view text, std::string_view format) {
  std::string letters;
  for (const char letter : text) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '|' || letter == '!') {
      letters += letter;
    }
  }
  const auto places = static_cast<std::size_t>(std::count_if(format.begin(), format.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '#';
  }));
  for (std::size_t start = 0; start + places <= letters.size(); ++start) {
    std::string value;
    std::size_t at = start;
    bool fits = true;
    for (const char place : format) {
      if (place == '#') {
        const char mapped = asDigit(letters[at++]);
        fits = isDigit(mapped);
        value += mapped;
      } else if (std::isalnum(static_cast<unsigned char>(place)) != 0) {
        fits = letters[at++] == place;
        value += place;
      } else {
        value += place;
      }
      if (!fits) {
        break;
      }
    }
    // More digits than the format has room for means that the place is unsure.
    if (fits && (at == letters.size() || !isDigit(letters[at]))) {
      return value;
    }
  }
  return std::nullopt;
}

std::string birthOf(std::string_view idNumber) {
  return domain::isoDate(domain::idNumberBirth(idNumber));
}

std::string sexOf(std::string_view idNumber) {
  return domain::idNumberSex(idNumber) == domain::Sex::Male ? "男" : "女";
}

}  // namespace xiaowu::documents
