#include "app/outbox/Settings.h"

#include "app/outbox/internal/Store.h"
#include "core/storage/Failure.h"

namespace xiaowu::outbox {

Result<void> Settings::set(std::string_view key, std::string_view value) {
  return storage::guarded<void>(kStorageCodes, [&] {
    m_store.database().run(
        "INSERT INTO settings(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        key, value);
    m_store.reached("setting.stored");
  });
}

Result<std::optional<std::string>> Settings::value(std::string_view key) const {
  return storage::guarded<std::optional<std::string>>(kStorageCodes, [&]() -> std::optional<std::string> {
    storage::Statement row(m_store.database(), "SELECT value FROM settings WHERE key = ?");
    if (!row.with(key).step()) {
      return std::nullopt;
    }
    return row.text(0);
  });
}

}  // namespace xiaowu::outbox
