#include "recognition/documents/text/internal/Rows.h"

#include "core/base/Statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace xiaowu::documents {
namespace {

double middleOf(const TextLine& line) {
  std::vector<double> middles;
  for (const auto& symbol : line) {
    middles.push_back(symbol.box.y + symbol.box.height / 2.0);
  }
  return middleValue(middles);
}

double heightOf(const TextLine& line) {
  std::vector<double> heights;
  for (const auto& symbol : line) {
    heights.push_back(symbol.box.height);
  }
  return middleValue(heights);
}

/// Ruled lines and paper edges come out as these; none of them is part of any value we read.
bool isNoise(QChar letter) {
  static const QString kNoise = QStringLiteral("|[]_~\"'`^\\{}<>“”‘’«»•■□…");
  return letter.isSpace() || kNoise.contains(letter);
}

/// The line without what ruled lines and empty places came out as; their boxes are as tall as a table and
/// would swallow its rows.
TextLine cleaned(const TextLine& line) {
  TextLine kept;
  for (const auto& symbol : line) {
    const QString text = QString::fromStdString(symbol.text);
    if (!std::all_of(text.begin(), text.end(), isNoise)) {
      kept.push_back(symbol);
    }
  }
  return kept;
}

void finish(Row& row) {
  row.height = heightOf(row.symbols);
  row.top = row.bottom = 0;
  for (std::size_t index = 0; index < row.symbols.size(); ++index) {
    const auto& symbol = row.symbols[index];
    for (const QChar letter : compact(QString::fromStdString(symbol.text))) {
      row.text += letter;
      row.symbolOf.push_back(static_cast<int>(index));
    }
    row.top = index == 0 ? symbol.box.y : std::min(row.top, static_cast<double>(symbol.box.y));
    row.bottom = std::max(row.bottom, static_cast<double>(symbol.box.y + symbol.box.height));
  }
}

/// True when the words differ by at most one replaced, missing or added character.
bool withinOneEdit(QStringView a, QStringView b) {
  if (a.size() > b.size()) {
    std::swap(a, b);
  }
  if (b.size() - a.size() > 1) {
    return false;
  }
  qsizetype at = 0;
  while (at < a.size() && a[at] == b[at]) {
    ++at;
  }
  if (at == a.size()) {
    return true;
  }
  return a.size() == b.size() ? a.mid(at + 1) == b.mid(at + 1) : a.mid(at) == b.mid(at + 1);
}

struct Candidate {
  LabelHit hit;
  bool exact = false;
};

void addCandidates(std::vector<Candidate>& candidates, const std::vector<Row>& rows, const QString& label) {
  const auto length = static_cast<int>(label.size());
  for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
    const QString& text = rows[static_cast<std::size_t>(row)].text;
    for (int from = 0; from < text.size(); ++from) {
      if (QStringView(text).mid(from, length) == label) {
        candidates.push_back({{label, {row, from, from + length}}, true});
      } else if (length >= 4) {
        for (const int size : {length, length - 1, length + 1}) {
          if (from + size > text.size() || !withinOneEdit(QStringView(text).mid(from, size), label)) {
            continue;
          }
          candidates.push_back({{label, {row, from, from + size}}, false});
          break;
        }
      }
    }
  }
}

}  // namespace

std::vector<Row> rowsOf(const std::vector<TextLine>& lines) {
  std::vector<TextLine> order;
  for (const auto& line : lines) {
    if (auto kept = cleaned(line); !kept.empty()) {
      order.push_back(std::move(kept));
    }
  }
  std::sort(order.begin(), order.end(),
            [](const TextLine& a, const TextLine& b) { return middleOf(a) < middleOf(b); });
  std::vector<std::vector<TextLine>> groups;
  double middle = 0;
  double groupHeight = 0;
  for (auto& line : order) {
    const double height = heightOf(line);
    if (groups.empty() || std::abs(middleOf(line) - middle) > 0.5 * std::max(height, groupHeight)) {
      groups.emplace_back();
      middle = middleOf(line);
      groupHeight = height;
    }
    groups.back().push_back(std::move(line));
  }
  std::vector<Row> rows;
  for (auto& group : groups) {
    // Within a line the engine's order is right even where its boxes overlap; only whole lines are put left
    // or right of each other.
    std::stable_sort(group.begin(), group.end(),
                     [](const TextLine& a, const TextLine& b) { return a.front().box.x < b.front().box.x; });
    auto& row = rows.emplace_back();
    for (auto& line : group) {
      row.symbols.insert(row.symbols.end(), line.begin(), line.end());
    }
  }
  for (auto& row : rows) {
    finish(row);
  }
  std::erase_if(rows, [](const Row& row) { return row.text.isEmpty(); });
  return rows;
}

QString compact(const QString& text) {
  QString kept;
  for (const QChar letter : text.normalized(QString::NormalizationForm_KC)) {
    if (!isNoise(letter)) {
      kept += letter;
    }
  }
  return kept;
}

QString wholeText(const std::vector<Row>& rows) {
  QString text;
  for (const auto& row : rows) {
    text += row.text;
  }
  return text;
}

double presence(const QString& text, const QString& word) {
  if (text.contains(word)) {
    return 1;
  }
  if (word.size() < 4) {
    return 0;
  }
  for (qsizetype from = 0; from + word.size() - 1 <= text.size(); ++from) {
    if (withinOneEdit(QStringView(text).mid(from, word.size()), word)) {
      return 0.8;
    }
  }
  return 0;
}

std::vector<LabelHit> findLabels(const std::vector<Row>& rows, const std::vector<QString>& labels) {
  std::vector<Candidate> candidates;
  for (const auto& label : labels) {
    addCandidates(candidates, rows, label);
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.exact != b.exact ? a.exact : a.hit.label.size() > b.hit.label.size();
  });
  std::vector<LabelHit> hits;
  for (const auto& candidate : candidates) {
    const Span& span = candidate.hit.span;
    const bool overlaps = std::any_of(hits.begin(), hits.end(), [&](const LabelHit& hit) {
      return hit.span.row == span.row && hit.span.from < span.to && span.from < hit.span.to;
    });
    if (!overlaps) {
      hits.push_back(candidate.hit);
    }
  }
  std::sort(hits.begin(), hits.end(), [](const LabelHit& a, const LabelHit& b) {
    return a.span.row != b.span.row ? a.span.row < b.span.row : a.span.from < b.span.from;
  });
  return hits;
}

Rect boxOf(const Row& row, int from, int to) {
  if (from >= to) {
    return {};
  }
  int left = INT32_MAX;
  int top = INT32_MAX;
  int right = 0;
  int bottom = 0;
  for (int at = from; at < to; ++at) {
    const Rect& box = row.symbols[static_cast<std::size_t>(row.symbolOf[static_cast<std::size_t>(at)])].box;
    left = std::min(left, box.x);
    top = std::min(top, box.y);
    right = std::max(right, box.x + box.width);
    bottom = std::max(bottom, box.y + box.height);
  }
  return {left, top, right - left, bottom - top};
}

double confidenceOf(const Row& row, int from, int to) {
  double least = from < to ? 1 : 0;
  for (int at = from; at < to; ++at) {
    least = std::min(
        least, row.symbols[static_cast<std::size_t>(row.symbolOf[static_cast<std::size_t>(at)])].confidence);
  }
  return least;
}

}  // namespace xiaowu::documents
