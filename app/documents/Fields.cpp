#include "app/documents/Fields.h"

#include "app/documents/Checks.h"
#include "app/documents/Values.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace xiaowu::documents {
namespace {

/// Text found for a field: one or more stretches, joined.
struct Found {
  QString text;
  std::vector<Span> spans;
  Rect room;  ///< for a second look: up to the next label or the page's edge, also when nothing was read there
};

class Extractor {
 public:
  Extractor(const DocumentType& type, const PageText& page, const Reread& reread) : m_page(page), m_reread(reread) {
    std::vector<QString> labels;
    for (const auto& label : type.labels) labels.push_back(QString::fromStdString(label));
    m_hits = findLabels(page.rows, labels);
  }

  FieldReading read(const FieldRule& rule) const {
    FieldReading field;
    field.name = rule.name;
    field.role = rule.role;
    for (const auto& source : rule.sources) {
      const auto found = source.pattern.empty() ? byLabel(source) : byPattern(source);
      if (!found) continue;
      fill(field, rule, *found);
      if (!field.value.empty()) break;
    }
    if (!rule.oneOf.empty()) checkList(field, rule);
    const bool failed = std::any_of(field.checks.begin(), field.checks.end(), [](const CheckResult& check) { return !check.passed; });
    field.doubtful = field.value.empty() || failed || field.confidence < rule.confidenceMin;
    return field;
  }

 private:
  const Row& row(int index) const { return m_page.rows[static_cast<std::size_t>(index)]; }

  /// A value with something stuck to it becomes the one list entry in it, but stays doubtful.
  static void checkList(FieldReading& field, const FieldRule& rule) {
    const bool listed = std::find(rule.oneOf.begin(), rule.oneOf.end(), field.value) != rule.oneOf.end();
    field.checks.push_back({"one-of", listed});
    if (listed) return;
    std::string inside;
    int count = 0;
    for (const auto& entry : rule.oneOf) {
      if (field.value.find(entry) == std::string::npos) continue;
      ++count;
      inside = entry;
    }
    if (count == 1) field.value = inside;
  }

  bool inZone(const Rect& box, const std::array<double, 4>& zone) const {
    const double x = (box.x + box.width / 2.0) / m_page.width;
    const double y = (box.y + box.height / 2.0) / m_page.height;
    return x >= zone[0] && x <= zone[2] && y >= zone[1] && y <= zone[3];
  }

  std::optional<LabelHit> hitOf(const FieldSource& source) const {
    int seen = 0;
    const QString wanted = QString::fromStdString(source.label);
    for (const auto& hit : m_hits) {
      if (hit.label != wanted) continue;
      if (source.zone && m_page.edgesFound) {
        if (inZone(boxOf(row(hit.span.row), hit.span.from, hit.span.to), *source.zone)) return hit;
      } else if (++seen == source.nth) {
        return hit;
      }
    }
    return std::nullopt;
  }

  /// From the label to the next label of the row or its end.
  std::optional<Found> byLabel(const FieldSource& source) const {
    const auto hit = hitOf(source);
    if (!hit) return std::nullopt;
    const Row& line = row(hit->span.row);
    const Rect label = boxOf(line, hit->span.from, hit->span.to);
    int end = static_cast<int>(line.text.size());
    int limit = m_page.width;
    for (const auto& other : m_hits) {
      if (other.span.row != hit->span.row || other.span.from < hit->span.to || other.span.from >= end) continue;
      end = other.span.from;
      limit = boxOf(line, other.span.from, other.span.to).x;
    }
    Found found;
    end = endOfRun(line, hit->span.to, end);
    if (hit->span.to < end) found.spans.push_back({hit->span.row, hit->span.to, end});
    const int left = label.x + label.width;
    found.room = {left, label.y, std::max(1, limit - left), label.height};
    if (source.below && found.spans.empty()) lookBelow(*hit, label, found);
    if (source.severalRows && !found.spans.empty()) continueBelow(*hit, label, limit, found);
    for (const auto& span : found.spans) found.text += row(span.row).text.mid(span.from, span.to - span.from);
    return found;
  }

  /// A value ends where a wide gap begins, which also holds when the next label was misread.
  static int endOfRun(const Row& line, int from, int end) {
    for (int at = from + 1; at < end; ++at) {
      const Rect before = boxOf(line, at - 1, at);
      if (boxOf(line, at, at + 1).x - before.x - before.width > 2.5 * line.height) return at;
    }
    return end;
  }

  void lookBelow(const LabelHit& hit, const Rect& label, Found& found) const {
    const double height = row(hit.span.row).height;
    for (int index = hit.span.row + 1; index < static_cast<int>(m_page.rows.size()); ++index) {
      const Row& line = row(index);
      if (line.top > label.y + label.height + 3 * height) return;
      const Span span = between(index, label.x - height, label.x + 4.0 * label.width);
      if (span.from >= span.to) continue;
      found.spans.push_back(span);
      found.room = boxOf(line, span.from, span.to);
      return;
    }
  }

  void continueBelow(const LabelHit& hit, const Rect& label, int limit, Found& found) const {
    const Span& first = found.spans.front();
    const double height = row(hit.span.row).height;
    const double left = boxOf(row(first.row), first.from, first.to).x - height;
    double bottom = row(hit.span.row).bottom;
    for (int index = hit.span.row + 1; index < static_cast<int>(m_page.rows.size()); ++index) {
      const Row& line = row(index);
      const bool labelled = std::any_of(m_hits.begin(), m_hits.end(), [&](const LabelHit& other) {
        return other.span.row == index && std::abs(boxOf(line, other.span.from, other.span.to).x - label.x) < 3 * height;
      });
      if (labelled || line.top > bottom + 1.2 * height) return;
      const Span span = between(index, left, limit);
      if (span.from >= span.to) continue;
      found.spans.push_back(span);
      bottom = line.bottom;
    }
  }

  /// The characters of a row that stand between two columns, up to a wide gap or a label.
  Span between(int index, double left, double right) const {
    const Row& line = row(index);
    Span span{index, 0, 0};
    double end = -1;
    for (int at = 0; at < line.text.size(); ++at) {
      const Rect box = boxOf(line, at, at + 1);
      if (box.x < left) continue;
      const bool label = std::any_of(m_hits.begin(), m_hits.end(), [&](const LabelHit& hit) { return hit.span.row == index && at >= hit.span.from && at < hit.span.to; });
      if (label || box.x > right || (end >= 0 && box.x - end > 3 * line.height)) break;
      if (end < 0) span.from = at;
      span.to = at + 1;
      end = box.x + box.width;
    }
    return span;
  }

  std::optional<Found> byPattern(const FieldSource& source) const {
    const QRegularExpression pattern(QString::fromStdString(source.pattern), QRegularExpression::UseUnicodePropertiesOption);
    // Rows one after the other, with the way back to row and place.
    std::optional<Found> found;
    int first = 0;
    while (first < static_cast<int>(m_page.rows.size())) {
      const int end = source.perRow ? first + 1 : static_cast<int>(m_page.rows.size());
      QString text;
      for (int index = first; index < end; ++index) text += row(index).text;
      auto matches = pattern.globalMatch(text);
      while (matches.hasNext()) {
        const auto match = matches.next();
        Found here = stretch(first, end, static_cast<int>(match.capturedStart(1)), static_cast<int>(match.capturedEnd(1)));
        if (source.zone && (!m_page.edgesFound || !inZone(here.room, *source.zone))) continue;
        found = std::move(here);
        found->text = match.captured(1);
        if (!source.last) return found;
      }
      first = end;
    }
    return found;
  }

  Found stretch(int firstRow, int endRow, int from, int to) const {
    Found found;
    int offset = 0;
    for (int index = firstRow; index < endRow; ++index) {
      const int size = static_cast<int>(row(index).text.size());
      const int start = std::max(from - offset, 0);
      const int end = std::min(to - offset, size);
      if (start < end) found.spans.push_back({index, start, end});
      offset += size;
    }
    if (!found.spans.empty()) found.room = boxOf(row(found.spans.front().row), found.spans.front().from, found.spans.front().to);
    return found;
  }

  void fill(FieldReading& field, const FieldRule& rule, const Found& found) const {
    field.checks.clear();
    field.confidence = found.spans.empty() ? 0 : 1;
    for (const auto& span : found.spans) field.confidence = std::min(field.confidence, confidenceOf(row(span.row), span.from, span.to));
    field.crop = found.room;
    if (!found.spans.empty()) {
      const Span& span = found.spans.front();
      field.crop = boxOf(row(span.row), span.from, span.to);
      for (const auto& more : found.spans) {
        const Rect box = boxOf(row(more.row), more.from, more.to);
        const int right = std::max(field.crop.x + field.crop.width, box.x + box.width);
        field.crop.x = std::min(field.crop.x, box.x);
        field.crop.width = right - field.crop.x;
        field.crop.height = std::max(field.crop.height, box.y + box.height - field.crop.y);
      }
    }
    switch (rule.kind) {
      case FieldKind::IdNumber:
      case FieldKind::CreditCode:
      case FieldKind::Code: return fillNumber(field, rule, found);
      case FieldKind::Date: return fillDate(field, found);
      case FieldKind::Sex:
        field.value = sexIn(found.text);
        return;
      case FieldKind::Name: return fillName(field, found);
      case FieldKind::Text: break;
    }
    fillWords(field, found, trimmed);
  }

  /// Words have no check digit; two looks at them, once in the page and once alone, stand in for one.
  template <typename Normal>
  void fillWords(FieldReading& field, const Found& found, Normal normal) const {
    const QString value = normal(found.text);
    field.value = value.toStdString();
    if (!m_reread || found.spans.size() != 1 || value.isEmpty()) return;
    const auto second = m_reread(field.crop, "", 0);
    const QString again = normal(compact(QString::fromStdString(second.text)));
    field.checks.push_back({"two-readers-agree", again == value});
    if (again == value || again.size() < 2 || second.confidence <= field.confidence) return;
    field.value = again.toStdString();
    field.confidence = second.confidence;
  }

  void fillName(FieldReading& field, const Found& found) const {
    fillWords(field, found, nameIn);
    // A value that carries the next label was taken from the wrong place: an empty field is asked about, a wrong name is believed.
    static const QStringList kLabels{QStringLiteral("性别"), QStringLiteral("国籍"), QStringLiteral("出生"), QStringLiteral("身份"), QStringLiteral("证件")};
    const auto read = QString::fromStdString(field.value);
    if (std::any_of(kLabels.begin(), kLabels.end(), [&](const QString& label) { return read.contains(label); })) field.value.clear();
    const auto characters = QString::fromStdString(field.value).size();
    field.checks.push_back({"name-length", characters >= 2 && characters <= 20});
  }

  void fillDate(FieldReading& field, const Found& found) const {
    field.value = dateIn(found.text);
    if (m_reread && found.spans.size() == 1) {
      const std::string again = dateIn(compact(QString::fromStdString(m_reread(field.crop, "", 0).text)));
      if (!again.empty()) field.checks.push_back({"two-readers-agree", again == field.value});
      if (!isDate(field.value) && isDate(again)) field.value = again;
    }
    if (!field.value.empty()) field.checks.push_back({"date-valid", isDate(field.value)});
  }

  /// Two readers that do not know of each other, and a rule that a wrong number hardly passes. Nothing is repaired: what fails stays doubtful.
  void fillNumber(FieldReading& field, const FieldRule& rule, const Found& found) const {
    const std::string alphabet = alphabetOf(rule);
    const std::string check = rule.kind == FieldKind::Code ? "format" : rule.kind == FieldKind::IdNumber ? "id-checksum" : "code-checksum";
    const auto first = numberIn(rule, found.text.toStdString());
    std::optional<std::string> second;
    std::string raw;
    if (m_reread && found.spans.size() < 2) {
      const Rect area = found.spans.empty() ? found.room : field.crop;
      for (int attempt = 0; attempt < 2 && !second; ++attempt) {
        const std::string text = m_reread(area, alphabet, attempt).text;
        second = numberIn(rule, text);
        if (raw.empty()) raw = text;
        if (first && attempt == 0 && !second) break;  // the first reader's number passed its check already
      }
    }
    if (first || second) {
      field.value = first ? *first : *second;
      const bool agree = first && second && *first == *second;
      field.checks.push_back({check, true});
      if (first && second) field.checks.push_back({"two-readers-agree", agree});
      // A format alone proves little: a code read by one reader keeps that reader's own confidence.
      if (agree) {
        field.confidence = 0.99;
      } else if (rule.kind != FieldKind::Code) {
        field.confidence = 0.9;
      } else if (!first) {
        field.confidence = 0.6;
      }
      return;
    }
    field.value = raw.size() >= 15 ? raw : asDigits(found.text.toStdString());
    field.checks.push_back({check, false});
    field.confidence = std::min(field.confidence, 0.5);
  }

  const PageText& m_page;
  const Reread& m_reread;
  std::vector<LabelHit> m_hits;
};

FieldReading* named(std::vector<FieldReading>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldReading& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// What could not be read but stands in an accepted number is offered for confirmation.
void takeFromNumber(const CrossCheck& rule, FieldReading& field, std::vector<FieldReading>& fields) {
  const FieldReading* number = named(fields, rule.with.front());
  if (number == nullptr || !number->accepted() || !idNumberValid(number->value)) return;
  if (rule.kind == "birth-matches-number") field.value = birthOf(number->value);
  if (rule.kind == "sex-matches-number") field.value = sexOf(number->value);
  field.checks.push_back({"taken-from-number", true});
}

/// A relation that fails makes the field doubtful; one that holds against a proven number takes the doubt away.
void crossCheck(const CrossCheck& rule, std::vector<FieldReading>& fields) {
  FieldReading* field = named(fields, rule.field);
  if (field == nullptr) return;
  if (field->value.empty()) return takeFromNumber(rule, *field, fields);
  bool comparable = false;
  bool passed = false;
  bool proven = false;
  for (const auto& name : rule.with) {
    const FieldReading* other = named(fields, name);
    if (other == nullptr || other->value.empty()) continue;
    const bool number = idNumberValid(other->value);
    if (rule.kind == "birth-matches-number" && number) passed |= field->value == birthOf(other->value);
    else if (rule.kind == "sex-matches-number" && number) passed |= field->value == sexOf(other->value);
    else if (rule.kind == "equals-one-of") passed |= field->value == other->value;
    else if (rule.kind == "year-matches") passed |= field->value.find(other->value.substr(0, 4)) != std::string::npos;
    else continue;
    comparable = true;
    proven |= number && other->accepted();
  }
  if (!comparable) return;
  field->checks.push_back({rule.kind, passed});
  if (!passed) field->doubtful = true;
  if (passed && proven) {
    field->doubtful = false;
    field->confidence = std::max(field->confidence, 0.95);
  }
}

}  // namespace

TypeVote voteType(const std::vector<DocumentType>& types, const std::vector<Row>& rows, std::string_view expected) {
  const QString text = wholeText(rows);
  TypeVote vote;
  for (const auto& type : types) {
    double score = 0;
    for (const auto& keyword : type.keywords) score += keyword.weight * presence(text, QString::fromStdString(keyword.text));
    score /= type.threshold;
    const double weighted = score * (type.type == expected ? 1.25 : 1.0);
    const double best = vote.score * (vote.best != nullptr && vote.best->type == expected ? 1.25 : 1.0);
    if (score > 0 && (vote.best == nullptr || weighted > best)) vote = {&type, score};
  }
  return vote;
}

std::vector<FieldReading> extractFields(const DocumentType& type, const PageText& page, const Reread& reread) {
  const Extractor extractor(type, page, reread);
  std::vector<FieldReading> fields;
  for (const auto& rule : type.fields) fields.push_back(extractor.read(rule));
  for (const auto& check : type.checks) crossCheck(check, fields);
  return fields;
}

}  // namespace xiaowu::documents
