#pragma once
// The service items whose rules are judged here. Immutable; any thread.

#include "core/catalog/ServiceItem.h"

#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::platform {

class ServiceItems {
 public:
  /// Empty: every case goes to staff.
  explicit ServiceItems(std::vector<catalog::ServiceItemPtr> items) : m_items(std::move(items)) {}
  /// Null when it is not among them.
  [[nodiscard]] catalog::ServiceItemPtr find(std::string_view code) const;

 private:
  std::vector<catalog::ServiceItemPtr> m_items;
};

}  // namespace xiaowu::platform
