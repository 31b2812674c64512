#pragma once
// Small facts that must survive (clock offset, "is running"); no personal data. GUARANTEED: what was set is
// on the disk. Thread of the outbox; errors are those of Errors.h.

#include "core/base/Result.h"

#include <optional>

namespace xiaowu::outbox {

class Store;

class Settings {
 public:
  explicit Settings(Store& store) : m_store(store) {}

  [[nodiscard]] Result<void> set(std::string_view key, std::string_view value);
  /// Nothing when it was never set.
  [[nodiscard]] Result<std::optional<std::string>> value(std::string_view key) const;

 private:
  Store& m_store;
};

}  // namespace xiaowu::outbox
