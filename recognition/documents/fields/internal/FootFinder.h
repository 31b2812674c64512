#pragma once
// Who signs a letter and when: the organ's name on one line or two, and the date beside it.

#include "recognition/documents/fields/internal/FlowText.h"
#include "recognition/documents/fields/internal/FreeTextWords.h"

#include <utility>
#include <vector>

namespace xiaowu::documents {

/// A stretch of FlowText::text; empty when nothing was found.
using FlowSpan = std::pair<int, int>;

struct Foot {
  std::vector<FlowSpan> organ;  ///< one or two stretches, from the top
  FlowSpan date{0, 0};
  /// Letters that a seal's ink came out as were left out in front, or it is an organ by its place alone.
  bool organUnsure = false;
  bool dateInBody = false;  ///< no date stands by itself: it is one that the text speaks of
};

[[nodiscard]] Foot footOf(const FlowText& flow, const FreeTextWords& words);

}  // namespace xiaowu::documents
