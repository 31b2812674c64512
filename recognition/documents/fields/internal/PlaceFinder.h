#pragma once
// Where somebody lives, in running text: what follows a word such as 现住 or 地址, or begins with a division,
// up to the last part that an address can have.

#include "recognition/documents/fields/internal/FlowText.h"
#include "recognition/documents/fields/internal/FreeTextWords.h"

#include <vector>

namespace xiaowu::documents {

struct PlaceCandidate {
  int from = 0;  ///< in FlowText::text
  int to = 0;
  double score = 0;
};

/// Where a place that begins at `from` ends; `from` itself when nothing there is part of one.
[[nodiscard]] int placeEnd(const FlowText& flow, const FreeTextWords& words, int from);

/// The best first. Organs' names begin as places do and are none.
[[nodiscard]] std::vector<PlaceCandidate> placesIn(const FlowText& flow, const FreeTextWords& words);

}  // namespace xiaowu::documents
