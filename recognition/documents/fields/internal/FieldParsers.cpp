#include "recognition/documents/fields/internal/FieldParsers.h"

#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/internal/Divisions.h"

#include <QRegularExpression>

#include <array>
#include <cstdio>
#include <string_view>

namespace xiaowu::documents {
namespace {

constexpr std::string_view kDigitAlphabet = "0123456789X";
constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

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
  // No letter after the day: "IT8" under a seal is not the first of the month.
  static const QRegularExpression kDate(
      QStringLiteral("([0-9OoIl]{4})\\D{1,2}?([0-9OoIl]{1,2})\\D{1,2}?([0-9OoIl]{1,2})(?![0-9A-Za-z])"));
  const auto match = kDate.match(text);
  if (!match.hasMatch()) {
    return {};
  }
  std::array<int, 3> parts{};
  for (int part = 0; part < 3; ++part) {
    parts[static_cast<std::size_t>(part)] = std::stoi("0" + asDigits(match.captured(part + 1).toStdString()));
  }
  char value[40] = "";
  std::snprintf(value, sizeof value, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
  return value;
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
