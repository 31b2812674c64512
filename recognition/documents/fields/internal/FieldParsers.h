#pragma once
// From the text that stands in a field's place to its value. Pure functions.

#include "recognition/documents/fields/DocumentTypes.h"

#include <QString>

#include <optional>
#include <string>
#include <utility>

namespace xiaowu::documents {

/// Without leading marks and trailing punctuation.
[[nodiscard]] QString trimmed(const QString& text);
/// Han characters and the dot of long names only.
[[nodiscard]] QString nameIn(const QString& text);
/// "男", "女", or nothing when neither or both stand there.
[[nodiscard]] std::string sexIn(const QString& text);
/// "YYYY-MM-DD" of the first date in the text, also of one that no calendar has; empty without any.
[[nodiscard]] std::string dateIn(const QString& text);
/// Where that date stands in the text, [from, to); from == to without any. Also dates in Chinese numerals:
/// 二〇二六年十一月三十日.
[[nodiscard]] std::pair<int, int> dateSpan(const QString& text);
/// A year that lost a numeral or was written with two (二五年 for 二〇二五年), or a date that lost a mark
/// (202611/16). What dateIn() says is likely, no more.
[[nodiscard]] bool dateGuessed(const QString& text);
[[nodiscard]] bool isDate(const std::string& value);
/// Whether an address or an office begins with a division of the table down to its county, or names none
/// below a city ("北京市公安局").
[[nodiscard]] bool beginsWithDivision(const std::string& text);
/// A number that passes its check or fits its format, else nothing.
[[nodiscard]] std::optional<std::string> numberIn(const FieldRule& rule, const std::string& text);
/// The characters such a number is made of, for the second reader.
[[nodiscard]] std::string alphabetOf(const FieldRule& rule);

}  // namespace xiaowu::documents
