#pragma once
// The port Epochs over SQLite.

#include "platform/server/repository/Epochs.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteEpochs final : public Epochs {
 public:
  explicit SqliteEpochs(Connection& connection) : m_connection(connection) {}
  Result<Epoch> current() override;
  Result<void> begin(const Epoch& epoch) override;
  Result<std::int64_t> backupMark() override;
  Result<void> noteBackup(std::int64_t at, std::int64_t mark) override;
  Result<std::optional<LostSpan>> lost(std::int64_t now) override;

  // Inside the transaction of a case.
  [[nodiscard]] static std::int64_t currentNumber(Database& database);
  static void noteReceived(Database& database, std::int64_t receivedAt);

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
