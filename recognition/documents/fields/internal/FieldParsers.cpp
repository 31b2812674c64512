#include "recognition/documents/fields/internal/FieldParsers.h"

#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/internal/Divisions.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace xiaowu::documents {
namespace {

constexpr std::string_view kDigitAlphabet = "0123456789X";
constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A date alone on its line that lost the mark behind its year or month.
const QRegularExpression& lostMark() {
  static const QRegularExpression kLost(
      QStringLiteral("^(20[0-9]{2})(?:([01][0-9])[./年月\\-]|[./年\\-]([01][0-9]))([0-3]?[0-9])日?$"));
  return kLost;
}

/// The first date in digits or in Chinese numerals, whichever stands first.
QRegularExpressionMatch dateMatch(const QString& text) {
  // No letter after the day: "IT8" under a seal is not the first of the month.
  static const QRegularExpression kDigits(
      QStringLiteral("([0-9OoIl]{4})\\D{1,2}?([0-9OoIl]{1,2})\\D{1,2}?([0-9OoIl]{1,2})(?![0-9A-Za-z])日?"));
  static const QRegularExpression kChinese(
      QStringLiteral("([一二三四五六七八九〇○零0OoΟ]{2,4})年([一二三四五六七八九十〇0-9]{1,3})月"
                     "([一二三四五六七八九十廿卅〇0-9]{1,3})[日号]?"));
  const auto digits = kDigits.match(text);
  const auto chinese = kChinese.match(text);
  if (!digits.hasMatch() || !chinese.hasMatch()) {
    return digits.hasMatch() ? digits : chinese;
  }
  return digits.capturedStart() <= chinese.capturedStart() ? digits : chinese;
}

std::string dateWithoutMark(const QString& text) {
  const auto match = lostMark().match(text);
  if (!match.hasMatch()) {
    return {};
  }
  const QString month = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
  const QString day = match.captured(4).rightJustified(2, QChar(u'0'));
  const std::string value = (match.captured(1) + QChar(u'-') + month + QChar(u'-') + day).toStdString();
  return isoDateValid(value) ? value : std::string();
}

/// 2026, 二〇二六, 11, 十一 or 三十; 0 when it is no number.
int datePart(const QString& text) {
  static const QString kNumerals = QStringLiteral("〇一二三四五六七八九");
  static const QString kZeros = QStringLiteral("○零OoΟ");
  static constexpr std::array<std::pair<char16_t, int>, 3> kTens{{{u'廿', 2}, {u'卅', 3}, {u'十', 0}}};
  for (const auto& [letter, itself] : kTens) {
    const auto at = text.indexOf(QChar(letter));
    if (at < 0) {
      continue;
    }
    const auto before = at > 0 ? kNumerals.indexOf(text[at - 1]) : 1;
    const auto behind = at + 1 < text.size() ? kNumerals.indexOf(text[at + 1]) : 0;
    const auto tens = itself > 0 ? itself : static_cast<int>(before);
    return std::max(0, tens * 10 + static_cast<int>(behind));
  }
  std::string digits;
  for (const QChar letter : text) {
    const auto numeral = kNumerals.indexOf(letter);
    if (numeral >= 0 || kZeros.contains(letter)) {
      digits += static_cast<char>('0' + std::max<qsizetype>(0, numeral));
    } else {
      digits += QString(letter).toStdString();
    }
  }
  return std::stoi("0" + asDigits(digits));
}

}  // namespace

QString trimmed(const QString& text) {
  static const QRegularExpression kEnds(
      QStringLiteral("^[\\p{P}\\p{S}]+?(?=[\\p{L}\\p{N}(])|[,.:;、。·'*\\-—]+$"),
      QRegularExpression::UseUnicodePropertiesOption);
  return QString(text).remove(kEnds);
}

QString nameIn(const QString& text) {
  // Not \p{Han}: by its script extensions the Chinese full stop is Han, too.
  static const QRegularExpression kOther(QStringLiteral("[^\\p{Lo}·]"),
                                         QRegularExpression::UseUnicodePropertiesOption);
  return QString(text).remove(kOther);
}

std::string dateIn(const QString& text) {
  const auto match = dateMatch(text);
  if (!match.hasMatch()) {
    return dateWithoutMark(text);
  }
  std::array<int, 3> parts{};
  for (int part = 0; part < 3; ++part) {
    parts[static_cast<std::size_t>(part)] = datePart(match.captured(part + 1));
  }
  if (parts[0] < 1000) {
    parts[0] = 2000 + parts[0] % 100;
  }
  char value[40] = "";
  std::snprintf(value, sizeof value, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
  return value;
}

bool dateGuessed(const QString& text) {
  static const QRegularExpression kShort(
      QStringLiteral("(?<![一二三四五六七八九〇○零0-9OoΟ])[一二三四五六七八九〇○零0OoΟ]{2,3}年"));
  return (kShort.match(text).hasMatch() && text.contains(QChar(u'月'))) || lostMark().match(text).hasMatch();
}

std::pair<int, int> dateSpan(const QString& text) {
  const auto match = dateMatch(text);
  if (!match.hasMatch()) {
    return {0, dateWithoutMark(text).empty() ? 0 : static_cast<int>(text.size())};
  }
  return {static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedEnd())};
}

bool isDate(const std::string& value) {
  return isoDateValid(value);
}

bool beginsWithDivision(const std::string& text) {
  const auto prefix = divisionPrefix(text);
  if (!prefix) {
    return false;
  }
  if (prefix->county) {
    return true;
  }
  // What follows a city and looks like a county was misread, or its name is newer than the table.
  const QString rest = QString::fromStdString(text.substr(prefix->bytes)).left(6);
  static const QRegularExpression kCounty(QStringLiteral("\\p{Lo}[县区旗市]"),
                                          QRegularExpression::UseUnicodePropertiesOption);
  return !kCounty.match(rest).hasMatch();
}

std::optional<std::string> numberIn(const FieldRule& rule, const std::string& text) {
  if (rule.kind == FieldKind::IdNumber) {
    return findIdNumber(asDigits(text));
  }
  if (rule.kind == FieldKind::CreditCode) {
    return findCreditCode(asCreditCode(text));
  }
  if (rule.kind == FieldKind::BankCard) {
    return findBankCard(asDigits(text));
  }
  if (rule.kind == FieldKind::PropertyUnit) {
    return findPropertyUnit(text);
  }
  return fitFormat(text, rule.format);
}

std::string alphabetOf(const FieldRule& rule) {
  if (rule.kind == FieldKind::IdNumber) {
    return std::string(kDigitAlphabet);
  }
  if (rule.kind == FieldKind::CreditCode) {
    return std::string(kCreditAlphabet);
  }
  if (rule.kind == FieldKind::BankCard) {
    return "0123456789";
  }
  if (rule.kind == FieldKind::PropertyUnit) {
    return "0123456789ABCDEFGHJLNQSWXYZ";
  }
  std::string alphabet = "0123456789";
  for (const char letter : rule.format) {
    if (letter != '#' && alphabet.find(letter) == std::string::npos) {
      alphabet += letter;
    }
  }
  return alphabet;
}

std::string sexIn(const QString& text) {
  const bool male = text.contains(QChar(u'男'));
  const bool female = text.contains(QChar(u'女'));
  if (male == female) {
    return {};
  }
  return male ? "男" : "女";
}

}  // namespace xiaowu::documents
