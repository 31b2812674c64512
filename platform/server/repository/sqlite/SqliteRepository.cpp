#include "platform/server/repository/sqlite/SqliteRepository.h"

#include "platform/server/repository/sqlite/SqliteAudit.h"
#include "platform/server/repository/sqlite/SqliteComparisons.h"
#include "platform/server/repository/sqlite/SqliteEpochs.h"
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
  Epochs& epochs() override { return m_epochs; }
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
  sqlite::SqliteEpochs m_epochs{m_connection};
};

}  // namespace

Result<std::unique_ptr<Repository>> openSqlite(const std::filesystem::path& file) {
  return storage::guarded<std::unique_ptr<Repository>>(
      sqlite::kCodes, [&] { return std::make_unique<SqliteRepository>(file); });
}

Result<void> copySqlite(const std::filesystem::path& file, const std::filesystem::path& to) {
  return storage::guarded<void>(sqlite::kCodes, [&] {
    {
      storage::Database database(file);
      database.run("VACUUM INTO ?", to.string());
    }
    storage::Database copy(to, {.pragmas = "PRAGMA journal_mode=DELETE"});
    copy.checkIntegrity();
  });
}

std::int64_t epochOfSqlite(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(file, code)) {
    return 0;  // opening would make one
  }
  return storage::guarded<std::int64_t>(sqlite::kCodes,
                                        [&] {
                                          storage::Database database(file);
                                          database.keepFilesOnClose();
                                          return database.number("SELECT max(number) FROM epochs");
                                        })
      .value_or(0);
}

}  // namespace xiaowu::platform
