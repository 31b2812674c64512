#pragma once
// The port Papers over SQLite.

#include "platform/server/repository/Papers.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqlitePapers final : public Papers {
 public:
  explicit SqlitePapers(Connection& connection) : m_connection(connection) {}
  Result<std::vector<PaperRow>> ofHolder(const std::string& holderHash, std::size_t limit) override;
  Result<std::optional<PaperRow>> find(const std::string& paperId) override;

  /// Inside the transaction of its case.
  static void insert(Database& database, const PaperRow& paper);

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
