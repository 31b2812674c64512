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
  Result<void> order(const KioskCommand& command) override;
  Result<std::vector<KioskCommand>> waitingCommands(const std::string& kioskId, std::size_t limit) override;
  Result<void> commandDone(const std::string& kioskId, const std::string& commandId,
                           const std::string& outcome, std::int64_t items, std::int64_t at) override;
  Result<std::vector<KioskCommand>> commands(const std::string& kioskId, std::size_t limit) override;
  Result<std::int64_t> heartbeatCount() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
