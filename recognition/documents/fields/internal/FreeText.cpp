#include "recognition/documents/fields/internal/FreeText.h"

#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/internal/FieldParsers.h"
#include "recognition/documents/fields/internal/PlaceFinder.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr int kTitleLongest = 26;
constexpr int kTitleRuns = 4;  // a title is among the first lines
constexpr int kNumberMost = 20;

bool endsWithOneOf(const QString& text, const QStringList& words) {
  return std::any_of(words.begin(), words.end(), [&](const QString& word) { return text.endsWith(word); });
}

bool containsOneOf(const QString& text, const QStringList& words) {
  return std::any_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
}

}  // namespace

double LetterStructure::votes() const {
  double votes = 0;
  votes += title ? 1.4 : 0;
  votes += opening ? 0.6 : 0;
  votes += closing ? 1 : 0;
  votes += person ? 0.8 : 0;
  votes += organ ? 1 : 0;
  votes += date ? 0.6 : 0;
  if (otherTitle && !title) {
    votes -= 3;
  }
  // Without a person a letter proves nothing: a form that nobody filled in, a notice.
  return std::max(0.0, person ? votes : votes * 0.55);
}

FreeText::FreeText(const std::vector<Row>& rows, const FreeTextWords& words)
    : m_rows(rows),
      m_words(words),
      m_flow(rows),
      m_names(namesIn(m_flow, words)),
      m_numbers(numbers()),
      m_foot(footOf(m_flow, words)) {
  findSubject();
  findStructure();
}

void FreeText::findStructure() {
  int looked = 0;
  for (const auto& run : m_flow.runs()) {
    if (++looked > kTitleRuns) {
      break;
    }
    QString line = run.text;
    while (!line.isEmpty() && !line.back().isLetter()) {
      line.chop(1);
    }
    if (line.size() > kTitleLongest || line.contains(QChar(u'。')) || line.contains(QChar(u','))) {
      continue;
    }
    if (!m_structure.title && endsWithOneOf(line, m_words.otherTitles) && !m_structure.otherTitle) {
      m_structure.otherTitle = true;
    } else if (endsWithOneOf(line, m_words.titles)) {
      m_structure.title = true;
    }
  }
  const QString& text = m_flow.text();
  m_structure.opening = containsOneOf(text, m_words.openings);
  m_structure.closing = containsOneOf(text, m_words.closings);
  const bool numbered =
      std::any_of(m_numbers.begin(), m_numbers.end(), [](const Number& number) { return number.valid; });
  m_structure.person = m_subject != nullptr || numbered;
  m_structure.organ = !m_foot.organ.empty();
  m_structure.date = m_foot.date.second > m_foot.date.first && !m_foot.dateInBody;
}

/// The first one that the letter names and that is not only there to sign it.
void FreeText::findSubject() {
  const auto subject =
      std::find_if(m_names.begin(), m_names.end(), [](const NameCandidate& name) { return !name.other; });
  if (subject != m_names.end()) {
    m_subject = &*subject;
  } else if (!m_names.empty() && !m_numbers.empty()) {
    m_subject = &m_names.front();
  }
}

std::vector<FreeText::Number> FreeText::numbers() const {
  static const QRegularExpression kNumber(
      QStringLiteral("(?<![0-9A-Za-z])[1-9OIl][0-9OIlXx]{14,19}(?![0-9A-Za-z])"));
  std::vector<Number> found;
  auto matches = kNumber.globalMatch(m_flow.text());
  while (matches.hasNext()) {
    const auto match = matches.next();
    const QString text = match.captured();
    if (text.size() <= kNumberMost) {
      found.push_back({static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedEnd()),
                       findIdNumber(asDigits(text.toStdString())).has_value()});
    }
  }
  return found;
}

Found FreeText::foundAt(const std::vector<FlowSpan>& stretches) const {
  Found found;
  for (const auto& [from, to] : stretches) {
    for (const auto& span : m_flow.spansOf(from, to)) {
      found.spans.push_back(span);
      found.text += m_rows[static_cast<std::size_t>(span.row)].text.mid(span.from, span.to - span.from);
    }
  }
  if (!found.spans.empty()) {
    const Span& first = found.spans.front();
    found.room = boxOf(m_rows[static_cast<std::size_t>(first.row)], first.from, first.to);
  }
  return found;
}

std::optional<Found> FreeText::find(Fact fact) const {
  switch (fact) {
    case Fact::Name: return name();
    case Fact::Number: return number();
    case Fact::Place: return place();
    case Fact::Organ: {
      if (m_foot.organ.empty()) {
        return std::nullopt;
      }
      Found found = foundAt(m_foot.organ);
      found.disputed = m_foot.organUnsure;
      return found;
    }
    case Fact::Date: break;
    case Fact::None: return std::nullopt;
  }
  if (m_foot.date.second <= m_foot.date.first) {
    return std::nullopt;
  }
  Found found = foundAt({m_foot.date});
  found.disputed = m_foot.dateInBody || dateGuessed(found.text);
  return found;
}

std::optional<Found> FreeText::name() const {
  if (m_subject == nullptr) {
    return std::nullopt;
  }
  Found found = foundAt({{m_subject->from, m_subject->to}});
  static const QRegularExpression kDots(QStringLiteral("[•・‧∙]"));
  found.text.replace(kDots, QStringLiteral("·"));
  found.disputed = m_subject->disputed() || m_subject->other;
  return found;
}

/// The subject's: the first behind its name and before the next person's, else the first of the page. One
/// that passes its check before one that does not.
std::optional<Found> FreeText::number() const {
  const Number* best = nullptr;
  double least = 0;
  for (const auto& number : m_numbers) {
    double distance = number.valid ? 0 : 10000;
    if (m_subject != nullptr) {
      distance += number.from >= m_subject->to ? number.from - m_subject->to : 3000;
    } else {
      distance += number.from;
    }
    if (best == nullptr || distance < least) {
      best = &number;
      least = distance;
    }
  }
  return best == nullptr ? std::nullopt : std::optional(foundAt({{best->from, best->to}}));
}

std::optional<Found> FreeText::place() const {
  const auto places = placesIn(m_flow, m_words);
  if (places.empty()) {
    return std::nullopt;
  }
  std::vector<FlowSpan> stretches{{places.front().from, places.front().to}};
  continueCell(stretches);
  return foundAt(stretches);
}

/// A long address goes on below its own beginning in its cell.
void FreeText::continueCell(std::vector<FlowSpan>& stretches) const {
  const auto& text = m_flow.text();
  const int to = stretches.front().second;
  const Run* run = m_flow.runAt(stretches.front().first);
  const bool lineEnds = to >= text.size() || text[to] == QChar(u'\n') || text[to] == QChar(u'\t');
  if (run == nullptr || !lineEnds) {
    return;
  }
  for (const auto& next : m_flow.runs()) {
    const double height = m_flow.heightOf(*run);
    const double below = next.box.y - run->box.y;
    const int end = placeEnd(m_flow, m_words, next.start);
    if (below > 0.6 * height && below < 2.2 * height && std::abs(next.box.x - run->box.x) < 1.2 * height &&
        end > next.start && next.start != run->start) {
      stretches.emplace_back(next.start, end);
      return;
    }
  }
}

}  // namespace xiaowu::documents
