#pragma once
// The port Kiosks over SQLite.

#include "platform/server/repository/Kiosks.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteKiosks final : public Kiosks {
 public:
  explicit SqliteKiosks(Connection& connection) : m_connection(connection) {}
  Result<void> enrol(const KioskRow& kiosk) override;
  Result<std::optional<KioskRow>> find(const std::string& kioskId) override;
  Result<std::vector<KioskState>> all() override;
  Result<void> heartbeat(const std::string& kioskId, const std::string& body, std::int64_t at) override;
  Result<std::int64_t> heartbeatCount() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
