#pragma once
// Labels that stand on two or three lines, one part over the other, because their cell is narrow.

#include "recognition/documents/text/internal/Rows.h"

#include <QString>

#include <vector>

namespace xiaowu::documents {

struct StackedLabel {
  QString label;
  std::vector<Span> parts;  ///< from the top
  Rect box;
};

/// Labels of four letters and more whose parts stand one over the other, two letters and more in each.
[[nodiscard]] std::vector<StackedLabel> findStackedLabels(const std::vector<Row>& rows,
                                                          const std::vector<QString>& labels);

}  // namespace xiaowu::documents
