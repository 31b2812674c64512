#pragma once
// One rule, or the item's checks, over the facts of a case. Pure; total: no input makes it fail.

#include "core/approval/CaseFacts.h"

namespace xiaowu::approval {

enum class Holds {
  Yes,
  No,
  Unknown,  ///< a fact is missing, doubtful, or not of the form that the rule needs
};

[[nodiscard]] Holds holds(const catalog::Rule& rule, const CaseFacts& facts);

/// The item's checks that do not hold for certain: shown to the resident before the signature. What is merely
/// unknown is not a contradiction.
[[nodiscard]] std::vector<const catalog::Rule*> contradictions(const catalog::ServiceItem& item,
                                                               const CaseFacts& facts);

}  // namespace xiaowu::approval
