#pragma once
// The text that a resident signs: what the review page shows, line by line, in the item's order. The kiosk
// binds the signature to its hash, the platform makes it again from the content that came. Pure.

#include "core/catalog/ServiceItem.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::catalog {

struct ReviewFacts {
  std::string_view caseId;
  std::map<std::string, std::string> answers;  ///< by field
  /// Code and outcome ("good", "doubtful", "promised"), in the order of the case.
  std::vector<std::pair<std::string, std::string>> materials;
};

/// Answers and materials that the item does not have are left out. The same facts give the same text, for the
/// same version of the item.
[[nodiscard]] std::string reviewText(const ServiceItem& item, const ReviewFacts& facts);

}  // namespace xiaowu::catalog
