#pragma once
// The port Audit over SQLite.

#include "platform/server/repository/Audit.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteAudit final : public Audit {
 public:
  explicit SqliteAudit(Connection& connection) : m_connection(connection) {}
  Result<void> add(const AuditRow& row) override;
  Result<std::vector<AuditRow>> list(const AuditFilter& filter, std::size_t limit) override;
  Result<std::int64_t> forgetBefore(std::int64_t at, std::size_t limit) override;
  Result<std::int64_t> count() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
