#pragma once
// The port Submissions over SQLite.

#include "platform/server/repository/Submissions.h"
#include "platform/server/repository/sqlite/Connection.h"

namespace xiaowu::platform::sqlite {

class SqliteSubmissions final : public Submissions {
 public:
  explicit SqliteSubmissions(Connection& connection) : m_connection(connection) {}
  Result<PartOutcome> addPart(const PartRow& part) override;
  Result<void> forgetPart(const std::string& submissionId, const std::string& kioskId, int index) override;
  Result<std::vector<PartRow>> parts(const std::string& submissionId, const std::string& kioskId) override;
  Result<std::vector<PartRow>> allParts() override;
  Result<int> partCount(const std::string& submissionId) override;
  Result<std::int64_t> unfinishedBytes(const std::string& kioskId, std::int64_t since) override;
  Result<std::optional<SubmissionRow>> find(const std::string& submissionId) override;
  Result<FileOutcome> file(const NewCase& filed,
                           const std::function<std::string(const SubmissionRow&)>& receiptFor) override;
  Result<ForgottenParts> forgetUnfinished(std::int64_t quietSince, std::size_t limit,
                                          const std::function<void(const PartRow&)>& remove) override;
  Result<std::int64_t> removeStray(const std::string& submissionId, const std::vector<PartFile>& files,
                                   const std::function<void(const PartFile&)>& remove) override;
  Result<std::int64_t> forgetFilings(const std::string& dayBefore, std::size_t limit) override;
  Result<SubmissionCounts> counts() override;
  Result<std::vector<SubmissionLine>> overview() override;

 private:
  Connection& m_connection;
};

}  // namespace xiaowu::platform::sqlite
