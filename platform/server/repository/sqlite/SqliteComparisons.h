#pragma once
// The port Comparisons over SQLite.

#include "platform/server/repository/Comparisons.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteComparisons final : public Comparisons {
 public:
  explicit SqliteComparisons(Connection& connection) : m_connection(connection) {}
  Result<ComparisonStart> begin(ComparisonRow& row, int triesMax, std::int64_t abandonedAfter) override;
  Result<void> end(const ComparisonRow& row) override;
  Result<void> forget(const std::string& kioskId, const std::string& requestId) override;
  Result<std::int64_t> forgetBefore(std::int64_t at, std::size_t limit) override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
