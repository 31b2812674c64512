#pragma once
// The port Proofs over SQLite.

#include "platform/server/repository/Proofs.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteProofs final : public Proofs {
 public:
  explicit SqliteProofs(Connection& connection) : m_connection(connection) {}
  Result<ProofRow> keep(const ProofRow& proof) override;
  Result<std::optional<ProofRow>> byRequest(const std::string& kioskId,
                                            const std::string& requestId) override;
  Result<std::optional<ProofRow>> byId(const std::string& proofId) override;
  Result<std::optional<ProofRow>> byCode(const std::string& checkCode) override;
  Result<void> reportPrinted(const std::string& proofId, int sheetsOut,
                             std::optional<std::int64_t> printedAt) override;
  Result<ProofCounts> counts() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
