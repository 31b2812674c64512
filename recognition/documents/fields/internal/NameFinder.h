#pragma once
// Person names in running text: by what a name looks like (surname, length, letters that names do not use)
// and by what stands before and behind it.

#include "recognition/documents/fields/internal/FlowText.h"
#include "recognition/documents/fields/internal/FreeTextWords.h"

#include <vector>

namespace xiaowu::documents {

struct NameCandidate {
  int from = 0;  ///< in FlowText::text
  int to = 0;
  double score = 0;
  double front = 0;    ///< of it, for what stands before
  double rival = 0;    ///< score of the best other reading of the same place: 张明 beside 张明华
  bool other = false;  ///< somebody who only signs, answers the telephone or is named as a relative

  [[nodiscard]] bool disputed() const;
};

/// Those that are names for all we see, from the first to the last, none overlapping.
[[nodiscard]] std::vector<NameCandidate> namesIn(const FlowText& flow, const FreeTextWords& words);

}  // namespace xiaowu::documents
