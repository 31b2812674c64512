#include "recognition/documents/fields/internal/Labels.h"

#include <algorithm>
#include <cstdlib>

namespace xiaowu::documents {
namespace {

constexpr double kStackedDistance = 2.6;  // letters' heights from one part's middle to the next one's
constexpr double kShift = 2.2;            // that the parts may stand apart: 户主或与 over 户主关系, centred
constexpr int kPartsMost = 3;
constexpr int kPartShortest = 2;

double middleOf(const Rect& box) {
  return box.y + box.height / 2.0;
}

class StackedLabels {
 public:
  explicit StackedLabels(const std::vector<Row>& rows) : m_rows(rows) {}

  /// The rest of `label` below `above`, or all of it when nothing is above.
  bool complete(const QString& rest, std::vector<Span>& parts) const {
    if (rest.isEmpty()) {
      return parts.size() > 1;
    }
    if (parts.size() == kPartsMost) {
      return false;
    }
    for (auto size = rest.size(); size >= kPartShortest; --size) {
      if (rest.size() - size == 1) {
        continue;
      }
      for (const auto& span : below(rest.left(size), parts)) {
        parts.push_back(span);
        if (complete(rest.mid(size), parts)) {
          return true;
        }
        parts.pop_back();
      }
    }
    return false;
  }

  [[nodiscard]] Rect boxOfSpan(const Span& span) const {
    return boxOf(m_rows[static_cast<std::size_t>(span.row)], span.from, span.to);
  }

 private:
  [[nodiscard]] std::vector<Span> below(const QString& part, const std::vector<Span>& parts) const {
    std::vector<Span> found;
    const int first = parts.empty() ? 0 : parts.back().row + 1;
    for (int row = first; row < static_cast<int>(m_rows.size()); ++row) {
      const Row& line = m_rows[static_cast<std::size_t>(row)];
      for (auto at = line.text.indexOf(part); at >= 0; at = line.text.indexOf(part, at + 1)) {
        const Span span{row, static_cast<int>(at), static_cast<int>(at + part.size())};
        if (parts.empty() || follows(parts.back(), span)) {
          found.push_back(span);
        }
      }
    }
    return found;
  }

  [[nodiscard]] bool follows(const Span& above, const Span& span) const {
    const Rect upper = boxOfSpan(above);
    const Rect lower = boxOfSpan(span);
    const double height = std::max(1, std::min(upper.height, lower.height));
    const double distance = middleOf(lower) - middleOf(upper);
    const double shift = std::min(std::abs(lower.x - upper.x),
                                  std::abs(lower.x + lower.width / 2 - upper.x - upper.width / 2));
    return distance > 0.5 * height && distance < kStackedDistance * height && shift < kShift * height;
  }

  const std::vector<Row>& m_rows;
};

}  // namespace

std::vector<StackedLabel> findStackedLabels(const std::vector<Row>& rows,
                                            const std::vector<QString>& labels) {
  std::vector<StackedLabel> found;
  const StackedLabels stacked(rows);
  for (const auto& label : labels) {
    StackedLabel hit{label, {}, {}};
    if (label.size() < 2 * kPartShortest || !stacked.complete(label, hit.parts)) {
      continue;
    }
    hit.box = stacked.boxOfSpan(hit.parts.front());
    for (const auto& part : hit.parts) {
      const Rect box = stacked.boxOfSpan(part);
      const int right = std::max(hit.box.x + hit.box.width, box.x + box.width);
      hit.box.x = std::min(hit.box.x, box.x);
      hit.box.width = right - hit.box.x;
      hit.box.height = box.y + box.height - hit.box.y;
    }
    found.push_back(std::move(hit));
  }
  return found;
}

}  // namespace xiaowu::documents
