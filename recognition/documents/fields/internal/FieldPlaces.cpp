#include "recognition/documents/fields/internal/FieldPlaces.h"

#include "recognition/documents/fields/internal/FreeText.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace xiaowu::documents {
namespace {

// rows' heights by which a row that goes on may begin further right: its first letters may be lost.
constexpr double kIndentMax = 3;
constexpr double kCentredLine = 1.3;  // labels' heights from a label to the lines above and below its middle

/// A value ends where a wide gap begins, which also holds when the next label was misread.
int endOfRun(const Row& line, int from, int end) {
  for (int at = from + 1; at < end; ++at) {
    const Rect before = boxOf(line, at - 1, at);
    if (boxOf(line, at, at + 1).x - before.x - before.width > 2.5 * line.height) {
      return at;
    }
  }
  return end;
}

}  // namespace

FieldPlaces::FieldPlaces(const DocumentType& type, const PageText& page) : m_page(page), m_type(type) {
  std::vector<QString> labels;
  for (const auto& label : type.labels) {
    labels.push_back(QString::fromStdString(label));
  }
  for (const auto& [word, label] : type.synonyms) {
    labels.push_back(QString::fromStdString(word));
  }
  m_hits = findLabels(page.rows, labels);
  std::erase_if(labels, [&](const QString& label) {
    return std::any_of(m_hits.begin(), m_hits.end(), [&](const LabelHit& hit) { return hit.label == label; });
  });
  m_stacked = findStackedLabels(page.rows, labels);
  for (const auto& stacked : m_stacked) {
    for (const auto& part : stacked.parts) {
      // A value ends there as it does at a whole label.
      m_hits.push_back({QString(), part});
    }
  }
  std::map<QString, QString> meaning;
  for (const auto& [word, label] : type.synonyms) {
    meaning[QString::fromStdString(word)] = QString::fromStdString(label);
  }
  for (auto& hit : m_hits) {
    hit.label = meaning.count(hit.label) > 0 ? meaning.at(hit.label) : hit.label;
  }
  for (auto& stacked : m_stacked) {
    stacked.label = meaning.count(stacked.label) > 0 ? meaning.at(stacked.label) : stacked.label;
  }
  if (type.freeText != nullptr) {
    m_freeText = std::make_unique<FreeText>(page.rows, *type.freeText);
  }
}

FieldPlaces::~FieldPlaces() = default;

std::optional<Found> FieldPlaces::find(const FieldSource& source) const {
  if (source.fact != Fact::None) {
    return m_freeText == nullptr ? std::nullopt : m_freeText->find(source.fact);
  }
  if (!source.pattern.empty()) {
    return byPattern(source);
  }
  auto found = byLabel(source);
  if (found && found->spans.empty()) {
    // The value may stand in a row of its own a little higher or lower.
    const auto hit = hitOf(source);
    const Rect label = boxOf(row(hit->span.row), hit->span.from, hit->span.to);
    besideLabel(label, *found);
    if (found->spans.empty() && source.severalRows) {
      aroundMiddle(label, *found);
    }
  }
  if (found && !found->spans.empty()) {
    return found;
  }
  // A part of a label on several lines may look like a whole one, beside which nothing stands.
  auto stacked = byStackedLabel(source);
  return stacked && (!found || !stacked->spans.empty()) ? stacked : found;
}

bool FieldPlaces::inZone(const Rect& box, const std::array<double, 4>& zone) const {
  const double x = (box.x + box.width / 2.0) / m_page.width;
  const double y = (box.y + box.height / 2.0) / m_page.height;
  return x >= zone[0] && x <= zone[2] && y >= zone[1] && y <= zone[3];
}

std::optional<LabelHit> FieldPlaces::hitOf(const FieldSource& source) const {
  if (source.person > 0) {
    return hitOfPerson(source);
  }
  int seen = 0;
  const QString wanted = QString::fromStdString(source.label);
  for (const auto& hit : m_hits) {
    if (hit.label != wanted) {
      continue;
    }
    if (source.zone && m_page.edgesFound) {
      if (inZone(boxOf(row(hit.span.row), hit.span.from, hit.span.to), *source.zone)) {
        return hit;
      }
    } else if (++seen == source.nth) {
      return hit;
    }
  }
  return std::nullopt;
}

/// A person begins where their name is asked for and ends where the next one begins, below or beside it.
std::optional<LabelHit> FieldPlaces::hitOfPerson(const FieldSource& source) const {
  const auto boxOfHit = [&](const LabelHit& hit) {
    return boxOf(row(hit.span.row), hit.span.from, hit.span.to);
  };
  std::vector<Rect> anchors;
  for (const auto& hit : m_hits) {
    if (hit.label == QString::fromStdString(m_type.personLabel)) {
      anchors.push_back(boxOfHit(hit));
    }
  }
  const auto which = static_cast<std::size_t>(source.person - 1);
  if (which >= anchors.size()) {
    return std::nullopt;
  }
  const auto sideBySide = [](const Rect& a, const Rect& b) {
    return std::abs(a.y - b.y) < 2 * std::max(a.height, b.height);
  };
  std::stable_sort(anchors.begin(), anchors.end(),
                   [&](const Rect& a, const Rect& b) { return sideBySide(a, b) ? a.x < b.x : a.y < b.y; });
  const Rect& anchor = anchors[which];
  int right = m_page.width;
  int bottom = m_page.height;
  for (const auto& other : anchors) {
    if (sideBySide(anchor, other) && other.x > anchor.x) {
      right = std::min(right, other.x - other.height);
    } else if (other.y > anchor.y && !sideBySide(anchor, other)) {
      bottom = std::min(bottom, other.y - other.height / 2);
    }
  }
  for (const auto& hit : m_hits) {
    const Rect box = boxOfHit(hit);
    if (hit.label == QString::fromStdString(source.label) && box.x >= anchor.x - 2 * anchor.height &&
        box.x < right && box.y >= anchor.y - anchor.height && box.y < bottom) {
      return hit;
    }
  }
  return std::nullopt;
}

/// From the label to the next label of the row or its end.
std::optional<Found> FieldPlaces::byLabel(const FieldSource& source) const {
  const auto hit = hitOf(source);
  if (!hit) {
    return std::nullopt;
  }
  const Row& line = row(hit->span.row);
  const Rect label = boxOf(line, hit->span.from, hit->span.to);
  int end = static_cast<int>(line.text.size());
  int limit = m_page.width;
  for (const auto& other : m_hits) {
    if (other.span.row != hit->span.row || other.span.from < hit->span.to || other.span.from >= end) {
      continue;
    }
    end = other.span.from;
    limit = boxOf(line, other.span.from, other.span.to).x;
  }
  Found found;
  end = endOfRun(line, hit->span.to, end);
  if (hit->span.to < end) {
    found.spans.push_back({hit->span.row, hit->span.to, end});
  }
  const int left = label.x + label.width;
  found.room = {left, label.y, std::max(1, limit - left), label.height};
  if (source.below && found.spans.empty()) {
    lookBelow(*hit, label, found);
  }
  if (source.severalRows && !found.spans.empty()) {
    continueBelow(*hit, label, limit, found);
  }
  for (const auto& span : found.spans) {
    found.text += row(span.row).text.mid(span.from, span.to - span.from);
  }
  return found;
}

/// Right of a label on several lines: in the row that stands nearest to its middle.
std::optional<Found> FieldPlaces::byStackedLabel(const FieldSource& source) const {
  const auto stacked = std::find_if(m_stacked.begin(), m_stacked.end(), [&](const StackedLabel& label) {
    return label.label == QString::fromStdString(source.label);
  });
  if (stacked == m_stacked.end()) {
    return std::nullopt;
  }
  Found found;
  besideLabel(stacked->box, found);
  return found;
}

void FieldPlaces::besideLabel(const Rect& label, Found& found) const {
  const double middle = label.y + label.height / 2.0;
  double least = 0.6 * label.height;
  const int right = label.x + label.width;
  const int limit = limitRightOf(label);
  found.room = {right, label.y, std::max(1, limit - right), label.height};
  for (int index = 0; index < static_cast<int>(m_page.rows.size()); ++index) {
    const Span span = between(index, right, limit - 1);
    if (span.from >= span.to) {
      continue;
    }
    const Rect box = boxOf(row(index), span.from, span.to);
    const double distance = std::abs(box.y + box.height / 2.0 - middle);
    if (distance < least) {
      least = distance;
      found.spans = {span};
      found.text = row(index).text.mid(span.from, span.to - span.from);
      found.room = box;
    }
  }
}

/// Where the next label of the label's line begins, or the page's edge.
int FieldPlaces::limitRightOf(const Rect& label) const {
  int limit = m_page.width;
  for (const auto& hit : m_hits) {
    const Rect box = boxOf(row(hit.span.row), hit.span.from, hit.span.to);
    if (box.x >= label.x + label.width &&
        std::abs(box.y + box.height / 2 - label.y - label.height / 2) < label.height) {
      limit = std::min(limit, box.x);
    }
  }
  return limit;
}

/// A value on two lines beside a label that stands at their middle: one a little above it and one below,
/// which begin together.
void FieldPlaces::aroundMiddle(const Rect& label, Found& found) const {
  const int limit = limitRightOf(label);
  for (int index = 0; index < static_cast<int>(m_page.rows.size()); ++index) {
    const Span span = between(index, label.x + label.width, limit - 1);
    if (span.from >= span.to) {
      continue;
    }
    const Rect box = boxOf(row(index), span.from, span.to);
    const double distance = (box.y + box.height / 2.0 - label.y - label.height / 2.0) / label.height;
    const bool together = found.spans.empty() || std::abs(box.x - found.room.x) < label.height;
    if (std::abs(distance) < kCentredLine && together && found.spans.empty() == (distance < 0)) {
      found.spans.push_back(span);
      found.text += row(index).text.mid(span.from, span.to - span.from);
      found.room = found.spans.size() == 1 ? box : found.room;
    }
  }
  if (found.spans.size() != 2) {
    found.spans.clear();
    found.text.clear();
  }
}

void FieldPlaces::lookBelow(const LabelHit& hit, const Rect& label, Found& found) const {
  const double height = row(hit.span.row).height;
  for (int index = hit.span.row + 1; index < static_cast<int>(m_page.rows.size()); ++index) {
    const Row& line = row(index);
    if (line.top > label.y + label.height + 3 * height) {
      return;
    }
    const Span span = between(index, label.x - height, label.x + 4.0 * label.width);
    if (span.from >= span.to) {
      continue;
    }
    found.spans.push_back(span);
    found.room = boxOf(line, span.from, span.to);
    return;
  }
}

void FieldPlaces::continueBelow(const LabelHit& hit, const Rect& label, int limit, Found& found) const {
  const Span& first = found.spans.front();
  const double height = row(hit.span.row).height;
  const double begin = boxOf(row(first.row), first.from, first.to).x;
  double bottom = row(hit.span.row).bottom;
  for (int index = hit.span.row + 1; index < static_cast<int>(m_page.rows.size()); ++index) {
    const Row& line = row(index);
    const bool labelled = std::any_of(m_hits.begin(), m_hits.end(), [&](const LabelHit& other) {
      return other.span.row == index &&
             std::abs(boxOf(line, other.span.from, other.span.to).x - label.x) < 3 * height;
    });
    if (labelled || line.top > bottom + 1.2 * height) {
      return;
    }
    const Span span = between(index, begin - height, limit);
    // A value goes on below its own beginning; what stands further right belongs to something else.
    if (span.from >= span.to || boxOf(line, span.from, span.to).x > begin + kIndentMax * height) {
      continue;
    }
    found.spans.push_back(span);
    bottom = line.bottom;
  }
}

/// The characters of a row that stand between two columns, up to a wide gap or a label.
Span FieldPlaces::between(int index, double left, double right) const {
  const Row& line = row(index);
  Span span{index, 0, 0};
  double end = -1;
  for (int at = 0; at < line.text.size(); ++at) {
    const Rect box = boxOf(line, at, at + 1);
    if (box.x < left) {
      continue;
    }
    const bool label = std::any_of(m_hits.begin(), m_hits.end(), [&](const LabelHit& hit) {
      return hit.span.row == index && at >= hit.span.from && at < hit.span.to;
    });
    if (label || box.x > right || (end >= 0 && box.x - end > 3 * line.height)) {
      break;
    }
    if (end < 0) {
      span.from = at;
    }
    span.to = at + 1;
    end = box.x + box.width;
  }
  return span;
}

std::optional<Found> FieldPlaces::byPattern(const FieldSource& source) const {
  const QRegularExpression pattern(QString::fromStdString(source.pattern),
                                   QRegularExpression::UseUnicodePropertiesOption);
  // Rows one after the other, with the way back to row and place.
  std::optional<Found> found;
  int first = 0;
  while (first < static_cast<int>(m_page.rows.size())) {
    const int end = source.perRow ? first + 1 : static_cast<int>(m_page.rows.size());
    QString text;
    for (int index = first; index < end; ++index) {
      text += row(index).text;
    }
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
      const auto match = matches.next();
      Found here = stretch(first, end, static_cast<int>(match.capturedStart(1)),
                           static_cast<int>(match.capturedEnd(1)));
      if (source.zone && (!m_page.edgesFound || !inZone(here.room, *source.zone))) {
        continue;
      }
      found = std::move(here);
      found->text = match.captured(1);
      if (!source.last) {
        return found;
      }
    }
    first = end;
  }
  return found;
}

Found FieldPlaces::stretch(int firstRow, int endRow, int from, int to) const {
  Found found;
  int offset = 0;
  for (int index = firstRow; index < endRow; ++index) {
    const int size = static_cast<int>(row(index).text.size());
    const int start = std::max(from - offset, 0);
    const int end = std::min(to - offset, size);
    if (start < end) {
      found.spans.push_back({index, start, end});
    }
    offset += size;
  }
  if (!found.spans.empty()) {
    found.room = boxOf(row(found.spans.front().row), found.spans.front().from, found.spans.front().to);
  }
  return found;
}

}  // namespace xiaowu::documents
