#pragma once
// The port Reports over SQLite.

#include "platform/server/repository/Reports.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteReports final : public Reports {
 public:
  explicit SqliteReports(Connection& connection) : m_connection(connection) {}
  Result<void> rate(const RatingRow& rating) override;
  Result<bool> hasStaffCheck(const std::string& checkId) override;
  Result<void> keepStaffCheck(const StaffCheckRow& check) override;
  Result<std::int64_t> forgetStaffChecks(std::int64_t receivedBefore, std::size_t limit) override;
  Result<ReportCounts> counts() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
