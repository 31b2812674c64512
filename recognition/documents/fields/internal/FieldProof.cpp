#include "recognition/documents/fields/internal/FieldProof.h"

#include "core/base/Statistics.h"
#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/Validity.h"
#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/fields/internal/FieldParsers.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace xiaowu::documents {
namespace {

// Measured on the public development pictures and the simulators' papers; see docs/documents.md, "Figures".
constexpr double kSure = 0.97;          // words above need no second look
constexpr double kProvenNumber = 0.99;  // two readers and a check character
constexpr double kOneReader = 0.9;      // one reader and a check character
// A check character alone does not carry a reading that its reader did not believe.
constexpr double kNumberMin = 0.5;
constexpr double kNoise = 0.25;  // real characters that were read right: 0.27 and more
// Distance of two characters, in those of their row, that has room for a third.
constexpr double kMissingGap = 1.75;
// A character's box is 0.12 … 0.3 dark, a ruled line beside the value under 0.07.
constexpr double kMissingInk = 0.1;

bool isHan(QChar letter) {
  return letter.script() == QChar::Script_Han;
}

double middleOf(const Rect& box) {
  return box.x + box.width / 2.0;
}

/// Distances of neighbouring Han characters in a stretch of a row.
std::vector<double> distancesIn(const Row& line, int from, int to) {
  std::vector<double> distances;
  for (int at = from + 1; at < to; ++at) {
    if (isHan(line.text[at - 1]) && isHan(line.text[at])) {
      distances.push_back(middleOf(boxOf(line, at, at + 1)) - middleOf(boxOf(line, at - 1, at)));
    }
  }
  return distances;
}

bool strongCheck(FieldKind kind) {
  return kind == FieldKind::IdNumber || kind == FieldKind::CreditCode;
}

std::string checkNameOf(FieldKind kind) {
  switch (kind) {
    case FieldKind::IdNumber: return "id-checksum";
    case FieldKind::CreditCode: return "code-checksum";
    case FieldKind::BankCard: return "luhn";
    default: return "format";
  }
}

/// The county code inside a number, or empty.
std::string areaIn(const FieldRule& rule, const std::string& number) {
  if (rule.kind == FieldKind::IdNumber || rule.kind == FieldKind::PropertyUnit) {
    return number.substr(0, 6);
  }
  if (rule.kind == FieldKind::CreditCode) {
    return number.substr(2, 6);
  }
  if (rule.kind == FieldKind::Code && rule.format.rfind("J######", 0) == 0) {
    return number.substr(1, 6);
  }
  return {};
}

void checkInside(FieldReading& field, const FieldRule& rule) {
  if (rule.kind == FieldKind::CreditCode) {
    field.checks.push_back({"organisation-checksum", organisationInsideValid(field.value)});
  }
  const std::string area = areaIn(rule, field.value);
  if (area.empty()) {
    return;
  }
  const auto status = areaStatus(area);
  // The last four digits of a prefecture's own code are no county's, but credit codes of its offices carry
  // them.
  if (status != AreaStatus::NoTable) {
    field.checks.push_back({"area-known", status != AreaStatus::Unknown});
  }
}

/// True when the texts differ in at most two characters of equal length.
bool nearlySame(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) {
    return false;
  }
  int different = 0;
  for (std::size_t at = 0; at < a.size(); ++at) {
    different += a[at] == b[at] ? 0 : 1;
  }
  return different <= 2;
}

}  // namespace

SecondLook FieldProof::look(const Rect& area, const std::string& alphabet, int attempt) const {
  return m_reread ? m_reread(area, alphabet, attempt) : SecondLook{};
}

/// A reader that does not know a character may leave it out and be sure of the rest: then there is a gap in
/// the row, or ink beside it.
bool FieldProof::characterMissing(const Found& found) const {
  for (const auto& span : found.spans) {
    const Row& line = row(span.row);
    const auto distances = distancesIn(line, span.from, span.to);
    // A word of two characters says nothing of its own pitch; the row's closest ones do, because labels and
    // gaps only stand wider.
    const double usual = distances.size() < 2
                             ? quantile(distancesIn(line, 0, static_cast<int>(line.text.size())), 0.25)
                             : quantile(distances, 0.5);
    const double pitch = std::max(usual, 0.9 * line.height);
    if (std::any_of(distances.begin(), distances.end(), [&](double distance) {
          return distance > kMissingGap * pitch && distance < 3.2 * pitch;
        })) {
      return true;
    }
  }
  return false;
}

/// Ink as large as a character right before or behind the stretch, where nothing was read.
bool FieldProof::inkBeside(const Span& span) const {
  if (!m_page.ink) {
    return false;
  }
  const Row& line = row(span.row);
  const Rect box = boxOf(line, span.from, span.to);
  const int side = static_cast<int>(line.height * 0.8);
  const int room = static_cast<int>(line.height * 0.25);
  const int top = box.y + box.height / 2 - side / 2;
  for (const int x : {box.x - room - side, box.x + box.width + room}) {
    const Rect area{x, top, side, side};
    const bool read = std::any_of(line.symbols.begin(), line.symbols.end(), [&](const Symbol& symbol) {
      return symbol.box.x < x + side && symbol.box.x + symbol.box.width > x;
    });
    if (!read && m_page.ink(area) > kMissingInk) {
      return true;
    }
  }
  return false;
}

void FieldProof::takePlace(FieldReading& field, const Found& found) const {
  field.crop = found.room;
  field.confidence = found.spans.empty() ? 0 : 1;
  for (std::size_t index = 0; index < found.spans.size(); ++index) {
    const auto& span = found.spans[index];
    const Row& line = row(span.row);
    field.confidence = std::min(field.confidence, confidenceOf(line, span.from, span.to));
    const Rect box = boxOf(line, span.from, span.to);
    if (index == 0) {
      field.crop = box;
      field.readers = {
          line.symbols[static_cast<std::size_t>(line.symbolOf[static_cast<std::size_t>(span.from)])].reader};
      continue;
    }
    const int right = std::max(field.crop.x + field.crop.width, box.x + box.width);
    field.crop.x = std::min(field.crop.x, box.x);
    field.crop.width = right - field.crop.x;
    field.crop.height = std::max(field.crop.height, box.y + box.height - field.crop.y);
  }
}

void FieldProof::fill(FieldReading& field, const FieldRule& rule, const Found& found) const {
  field.checks.clear();
  field.readers.clear();
  field.value.clear();
  takePlace(field, found);
  switch (rule.kind) {
    case FieldKind::IdNumber:
    case FieldKind::CreditCode:
    case FieldKind::BankCard:
    case FieldKind::PropertyUnit:
    case FieldKind::Code: fillNumber(field, rule, found); break;
    case FieldKind::Validity: fillValidity(field, found); break;
    case FieldKind::Date: fillDate(field, found); break;
    case FieldKind::Sex: field.value = sexIn(found.text); break;
    case FieldKind::Name:
    case FieldKind::Place:
    case FieldKind::Text: fillWords(field, rule, found); break;
  }
  if (found.disputed && !field.value.empty()) {
    field.checks.push_back({"only-one-fits", false});
  }
  const bool failed = std::any_of(field.checks.begin(), field.checks.end(),
                                  [](const CheckResult& check) { return !check.passed; });
  field.doubtful = field.value.empty() || failed || field.confidence < rule.confidenceMin;
}

/// Two readers that do not know of each other, and a rule that a wrong number hardly passes.
void FieldProof::fillNumber(FieldReading& field, const FieldRule& rule, const Found& found) const {
  const std::string alphabet = alphabetOf(rule);
  const double firstConfidence = field.confidence;
  const auto first = numberIn(rule, found.text.toStdString());
  std::optional<std::string> second;
  std::string raw;
  Reader secondReader = Reader::None;
  const Rect area = found.spans.empty() ? found.room : field.crop;
  for (int attempt = 0; m_reread && found.spans.size() < 2 && attempt < 2 && !second; ++attempt) {
    const auto again = look(area, alphabet, attempt);
    second = numberIn(rule, again.text);
    secondReader = again.reader;
    if (raw.empty()) {
      raw = again.text;
    }
  }
  const std::string plain = rule.kind == FieldKind::CreditCode ? asCreditCode(found.text.toStdString())
                                                               : asDigits(found.text.toStdString());
  if (!first && !second) {
    field.value = raw.size() >= 15 && plain.size() < 15 ? raw : plain;
    field.checks.push_back({checkNameOf(rule.kind), false});
    field.confidence = std::min(field.confidence, 0.5);
    return;
  }
  field.value = first ? *first : *second;
  const bool agree = first && second && *first == *second;
  field.checks.push_back({checkNameOf(rule.kind), true});
  if (first && second) {
    field.checks.push_back({"two-readers-agree", agree});
  }
  if (agree) {
    field.readers.push_back(secondReader);
    field.confidence = kProvenNumber;
  } else if (!first) {
    field.readers = {secondReader};
    // The first reader saw something else: unless that is nearly the same, the second's luck with the check
    // character proves too little.
    const bool near = strongCheck(rule.kind) && nearlySame(plain, *second);
    field.confidence = near ? kOneReader : 0.6;
    if (!near) {
      field.checks.push_back({"two-readers-agree", false});
    }
  } else if (strongCheck(rule.kind) && firstConfidence >= kNumberMin) {
    field.confidence = kOneReader;
  } else {
    // A form, or one digit of Luhn, proves little: such a number keeps its reader's own confidence.
    field.confidence = firstConfidence;
    if (m_reread && firstConfidence < kSure) {
      field.checks.push_back({"two-readers-agree", false});
    }
  }
  checkInside(field, rule);
}

void FieldProof::fillValidity(FieldReading& field, const Found& found) const {
  const auto value = validityIn(found.text.toStdString());
  field.value = value ? *value : trimmed(found.text).toStdString();
  field.checks.push_back({"format", value.has_value()});
  if (!value) {
    return;
  }
  field.checks.push_back({"validity-span", validitySpanValid(*value)});
  const auto again = found.spans.size() == 1 ? look(field.crop, "0123456789.-", 0) : SecondLook{};
  std::string digits;
  std::string seen;
  std::copy_if(value->begin(), value->end(), std::back_inserter(digits),
               [](char letter) { return letter >= '0' && letter <= '9'; });
  std::copy_if(again.text.begin(), again.text.end(), std::back_inserter(seen),
               [](char letter) { return letter >= '0' && letter <= '9'; });
  // "长期" comes out of a reader of digits as anything, so only what stands before it is compared.
  if (seen.rfind(digits, 0) == 0) {
    field.checks.push_back({"two-readers-agree", true});
    field.readers.push_back(again.reader);
    field.confidence = std::max(field.confidence, 0.95);
  } else if (field.confidence < kSure && seen.size() == digits.size()) {
    field.checks.push_back({"two-readers-agree", false});
  }
}

void FieldProof::fillDate(FieldReading& field, const Found& found) const {
  field.value = dateIn(found.text);
  if (found.spans.size() == 1 && (field.confidence < kSure || !isDate(field.value))) {
    const auto again = look(field.crop, "", 0);
    const std::string date = dateIn(compact(QString::fromStdString(again.text)));
    if (!isDate(field.value) && isDate(date)) {
      field.value = date;
      field.readers = {again.reader};
      field.confidence = 0.6;
    } else if (!date.empty()) {
      field.checks.push_back({"two-readers-agree", date == field.value});
      if (date == field.value) {
        field.readers.push_back(again.reader);
        field.confidence = std::max(field.confidence, 0.95);
      }
    }
  }
  if (!field.value.empty()) {
    field.checks.push_back({"date-valid", isDate(field.value)});
  }
}

/// The text as far as a reader's first or second thought lies in the alphabet; sets the confidence of what
/// came out. A character that neither explains stays as read, with its reader's confidence halved, so that
/// the value is doubtful.
QString FieldProof::withinAlphabet(FieldReading& field, const std::string& alphabet,
                                   const Found& found) const {
  const QString possible = QString::fromStdString(alphabet);
  QString text;
  field.confidence = 1;
  for (const auto& span : found.spans) {
    const Row& line = row(span.row);
    for (int at = span.from; at < span.to; ++at) {
      const auto& symbol =
          line.symbols[static_cast<std::size_t>(line.symbolOf[static_cast<std::size_t>(at)])];
      const QString rival = QString::fromStdString(symbol.rival);
      const bool rivalPossible = rival.size() == 1 && possible.contains(rival);
      double confidence = symbol.confidence / 2;
      if (possible.contains(line.text[at])) {
        // Probability that the reader gave to something impossible is no doubt.
        confidence = rivalPossible || rival.isEmpty()
                         ? symbol.confidence
                         : symbol.confidence / std::max(symbol.confidence, 1 - symbol.rivalConfidence);
        text += line.text[at];
      } else if (rivalPossible) {
        confidence = symbol.rivalConfidence / std::max(symbol.rivalConfidence, 1 - symbol.confidence);
        text += rival;
      } else {
        text += line.text[at];
      }
      field.confidence = std::min(field.confidence, confidence);
    }
  }
  return text;
}

/// The stretch without characters at its ends that its reader hardly believed: security print and edges of
/// pictures come out as such.
QString FieldProof::withoutEdgeNoise(const Found& found) const {
  const auto& span = found.spans.front();
  const Row& line = row(span.row);
  const auto noise = [&](int at) { return confidenceOf(line, at, at + 1) < kNoise; };
  int from = span.from;
  int to = span.to;
  while (from < to && noise(from)) {
    ++from;
  }
  while (to > from && noise(to - 1)) {
    --to;
  }
  return line.text.mid(from, to - from);
}

/// Words have no check digit: an independent reader stands in for one, and what is known about names and
/// places.
void FieldProof::fillWords(FieldReading& field, const FieldRule& rule, const Found& found) const {
  const auto normal = [&](const QString& text) {
    return rule.kind == FieldKind::Name ? nameIn(text) : trimmed(text);
  };
  const QString value =
      normal(rule.alphabet.empty() || found.spans.empty() ? found.text
                                                          : withinAlphabet(field, rule.alphabet, found));
  field.value = value.toStdString();
  if (value.isEmpty()) {
    return;
  }
  if (rule.kind == FieldKind::Name) {
    // A value that carries a label was taken from the wrong place: an empty field is asked about, a wrong
    // name is believed.
    static const QStringList kLabels{QStringLiteral("性别"), QStringLiteral("国籍"), QStringLiteral("出生"),
                                     QStringLiteral("身份"), QStringLiteral("证件"), QStringLiteral("民族")};
    if (std::any_of(kLabels.begin(), kLabels.end(),
                    [&](const QString& label) { return value.contains(label); })) {
      field.value.clear();
      return;
    }
    field.checks.push_back({"name-length", value.size() >= 2 && value.size() <= 20});
  }
  if (rule.kind == FieldKind::Place && divisionCount() > 0) {
    field.checks.push_back({"division-known", beginsWithDivision(field.value)});
  }
  if (std::any_of(value.begin(), value.end(), isHan)) {
    field.checks.push_back({"characters-fill-place", !characterMissing(found)});
    const bool beside = std::any_of(found.spans.begin(), found.spans.end(),
                                    [&](const Span& span) { return inkBeside(span); });
    if (m_page.ink) {
      field.checks.push_back({"nothing-beside", !beside});
    }
  }
  if (found.spans.size() != 1 || field.confidence >= kSure) {
    return;
  }
  const auto again = look(field.crop, "", 0);
  const QString other = normal(compact(QString::fromStdString(again.text)));
  const QString core = withoutEdgeNoise(found);
  if (other == value || (other == normal(core) && other.size() >= 2)) {
    field.value = other.toStdString();
    field.checks.push_back({"two-readers-agree", true});
    field.readers.push_back(again.reader);
    field.confidence = std::max(field.confidence, rule.confidenceMin);
  } else if (core.size() < found.text.size() && core.size() >= 2) {
    field.value = normal(core).toStdString();  // its confidence stays that of the noise, so it is asked about
  }
}

}  // namespace xiaowu::documents
