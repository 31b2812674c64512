#include "recognition/documents/fields/internal/FlowText.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr double kCellGap = 1.9;     // letters' heights between two cells; a full-width space is one
constexpr double kLabelGap = 4.5;    // a label spread over its cell: 姓　　　名
constexpr int kLineLetters = 12;     // a line of that many says how wide the body is
constexpr double kShortLine = 2.6;   // a line that ends so far before the margin ends its paragraph
constexpr double kIndent = 1.3;      // a line that begins so far inside begins one
constexpr int kEntryLabel = 8;       // letters of a label in front of a colon
constexpr double kLineDistance = 3;  // lines of one paragraph stand closer

/// Two letters that are spread over a cell are one label.
bool spreadLabel(const QString& line, int at) {
  static const QStringList kLabels{QStringLiteral("姓名"), QStringLiteral("性别"), QStringLiteral("民族"),
                                   QStringLiteral("住址"), QStringLiteral("地址"), QStringLiteral("单位"),
                                   QStringLiteral("名称"), QStringLiteral("日期"), QStringLiteral("证明")};
  return kLabels.contains(line.mid(at - 1, 2));
}

}  // namespace

FlowText::FlowText(const std::vector<Row>& rows) : m_rows(rows) {
  for (int index = 0; index < static_cast<int>(rows.size()); ++index) {
    const Row& row = rows[static_cast<std::size_t>(index)];
    const auto size = static_cast<int>(row.text.size());
    int from = 0;
    for (int at = 1; at <= size; ++at) {
      if (at < size) {
        const Rect before = boxOf(row, at - 1, at);
        const double gap = boxOf(row, at, at + 1).x - before.x - before.width;
        if (gap <= (spreadLabel(row.text, at) ? kLabelGap : kCellGap) * row.height) {
          continue;
        }
      }
      m_runs.push_back({{index, from, at}, row.text.mid(from, at - from), boxOf(row, from, at), 0});
      from = at;
    }
  }
  measure();
  for (std::size_t index = 0; index < m_runs.size(); ++index) {
    Run& run = m_runs[index];
    if (index > 0) {
      const Run& before = m_runs[index - 1];
      const bool sameRow = before.span.row == run.span.row;
      if (sameRow || !continues(before, run)) {
        m_text += sameRow ? QChar(u'\t') : QChar(u'\n');
        m_places.push_back({});
      }
    }
    run.start = static_cast<int>(m_text.size());
    m_text += run.text;
    for (int at = run.span.from; at < run.span.to; ++at) {
      m_places.push_back({run.span.row, at, static_cast<int>(index)});
    }
  }
}

void FlowText::measure() {
  std::vector<int> lefts;
  std::vector<int> rights;
  for (const auto& run : m_runs) {
    if (run.text.size() >= kLineLetters) {
      lefts.push_back(run.box.x);
      rights.push_back(run.box.x + run.box.width);
    }
  }
  if (lefts.empty()) {
    return;
  }
  m_left = *std::min_element(lefts.begin(), lefts.end());
  m_right = *std::max_element(rights.begin(), rights.end());
}

double FlowText::heightOf(const Run& run) const {
  return std::max(1.0, m_rows[static_cast<std::size_t>(run.span.row)].height);
}

bool FlowText::continues(const Run& before, const Run& next) const {
  const double height = heightOf(before);
  const bool alone = &before == m_runs.data() || (&before - 1)->span.row != before.span.row;
  const int right = before.box.x + before.box.width;
  // A number is not broken, so the line before it may end early; a sentence that goes on says so itself.
  static const QString kEnds = QStringLiteral("。!;?");
  const bool goesOn = !kEnds.contains(before.text.back()) && right > (m_left + m_right) / 2;
  // 现住址:… under 姓名:… begins an entry of its own.
  const auto colon = next.text.indexOf(QChar(u':'));
  if (colon >= 2 && colon <= kEntryLabel) {
    return false;
  }
  return alone && before.text.size() >= kLineLetters && (goesOn || right > m_right - kShortLine * height) &&
         next.box.x < m_left + kIndent * height && next.box.y - before.box.y < kLineDistance * height;
}

std::vector<Span> FlowText::spansOf(int from, int to) const {
  std::vector<Span> spans;
  for (int at = std::max(0, from); at < std::min(to, static_cast<int>(m_places.size())); ++at) {
    const Place& place = m_places[static_cast<std::size_t>(at)];
    if (place.row < 0) {
      continue;
    }
    if (!spans.empty() && spans.back().row == place.row && spans.back().to == place.at) {
      ++spans.back().to;
    } else {
      spans.push_back({place.row, place.at, place.at + 1});
    }
  }
  return spans;
}

const Run* FlowText::runAt(int at) const {
  if (at < 0 || at >= static_cast<int>(m_places.size())) {
    return nullptr;
  }
  const int run = m_places[static_cast<std::size_t>(at)].run;
  return run < 0 ? nullptr : &m_runs[static_cast<std::size_t>(run)];
}

const Run* FlowText::headOf(const Run& run, const QStringList& words) const {
  const Run* head = nullptr;
  for (const auto& other : m_runs) {
    if (other.span.row >= run.span.row || !words.contains(other.text)) {
      continue;
    }
    const int left = std::max(other.box.x, run.box.x);
    const int right = std::min(other.box.x + other.box.width, run.box.x + run.box.width);
    const bool near = run.box.y - other.box.y < 14 * heightOf(run);
    if (near && (right > left || std::abs(other.box.x - run.box.x) < heightOf(run))) {
      head = &other;
    }
  }
  return head;
}

}  // namespace xiaowu::documents
