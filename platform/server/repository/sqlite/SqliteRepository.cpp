#include "platform/server/repository/sqlite/SqliteRepository.h"

#include "platform/server/repository/sqlite/SqliteAudit.h"
#include "platform/server/repository/sqlite/SqliteComparisons.h"
#include "platform/server/repository/sqlite/SqliteKiosks.h"
#include "platform/server/repository/sqlite/SqlitePapers.h"
#include "platform/server/repository/sqlite/SqliteProofs.h"
#include "platform/server/repository/sqlite/SqliteReports.h"
#include "platform/server/repository/sqlite/SqliteSubmissions.h"

namespace xiaowu::platform {
namespace {

class SqliteRepository final : public Repository {
 public:
  explicit SqliteRepository(const std::filesystem::path& file) : m_connection(file) {}
  Kiosks& kiosks() override { return m_kiosks; }
  Proofs& proofs() override { return m_proofs; }
  Submissions& submissions() override { return m_submissions; }
  Papers& papers() override { return m_papers; }
  Comparisons& comparisons() override { return m_comparisons; }
  Reports& reports() override { return m_reports; }
  Audit& audit() override { return m_audit; }
  bool isReadOnly() const override { return m_connection.isReadOnly(); }
  bool tryToWrite() override { return m_connection.tryToWrite(); }

 private:
  sqlite::Connection m_connection;
  sqlite::SqliteKiosks m_kiosks{m_connection};
  sqlite::SqliteProofs m_proofs{m_connection};
  sqlite::SqliteSubmissions m_submissions{m_connection};
  sqlite::SqlitePapers m_papers{m_connection};
  sqlite::SqliteComparisons m_comparisons{m_connection};
  sqlite::SqliteReports m_reports{m_connection};
  sqlite::SqliteAudit m_audit{m_connection};
};

}  // namespace

Result<std::unique_ptr<Repository>> openSqlite(const std::filesystem::path& file) {
  return storage::guarded<std::unique_ptr<Repository>>(
      sqlite::kCodes, [&] { return std::make_unique<SqliteRepository>(file); });
}

}  // namespace xiaowu::platform
