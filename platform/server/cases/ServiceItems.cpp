#include "platform/server/cases/ServiceItems.h"

#include <algorithm>

namespace xiaowu::platform {

catalog::ServiceItemPtr ServiceItems::find(std::string_view code) const {
  const auto found =
      std::find_if(m_items.begin(), m_items.end(), [&](const auto& item) { return item->code == code; });
  return found == m_items.end() ? nullptr : *found;
}

}  // namespace xiaowu::platform
