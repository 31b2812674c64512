#pragma once
// The port Proofs over SQLite.

#include "platform/server/repository/Proofs.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteProofs final : public Proofs {
 public:
  explicit SqliteProofs(Connection& connection) : m_connection(connection) {}
  Result<ProofRow> keep(const ProofRow& proof, ByteView sealedPaper) override;
  Result<std::optional<Bytes>> paper(const std::string& proofId) override;
  Result<std::int64_t> forgetPapers(std::int64_t issuedBefore, std::size_t limit) override;
  Result<std::optional<ProofRow>> byRequest(const std::string& kioskId,
                                            const std::string& requestId) override;
  Result<std::optional<ProofRow>> byId(const std::string& proofId) override;
  Result<std::optional<PublicProof>> byCode(const std::string& checkCode) override;
  Result<void> reportPrinted(const std::string& proofId, int sheetsOut,
                             std::optional<std::int64_t> printedAt) override;
  Result<ProofCounts> counts() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
