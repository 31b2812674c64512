#include "tests/contract/repository/Engines.h"

#include "platform/server/repository/sqlite/SqliteRepository.h"

#include "tests/support/TempFolder.h"

namespace xiaowu::testing {
namespace {

class SqliteStore final : public Store {
 public:
  std::unique_ptr<platform::Repository> open() override {
    return platform::openSqlite(m_folder.path() / "p.sqlite").value();
  }

 private:
  test::TempFolder m_folder;
};

}  // namespace

std::vector<Engine> engines() {
  return {{"SQLite", [] { return std::make_unique<SqliteStore>(); }}};
}

Opened::Opened(const Engine& engine) : store(engine.make()), repository(store->open()) {
  REQUIRE(repository->kiosks().enrol({"K1", "key", "430624", 1}));
  REQUIRE(repository->kiosks().enrol({"K2", "key", "430624", 1}));
}

platform::NewCase newCase(const std::string& id, std::int64_t seq, const std::string& applicant,
                          platform::CaseState state) {
  platform::NewCase filed;
  filed.row.submissionId = id;
  filed.row.kioskId = "K1";
  filed.row.seq = seq;
  filed.row.service = "service";
  filed.row.keyId = "key";
  filed.row.sealedKey = "sealed";
  filed.row.manifestSha256 = "manifest";
  filed.row.state = state;
  filed.row.reason = state == platform::CaseState::Returned ? "some.reason" : "";
  filed.row.holderMasked = "李*";
  filed.row.receivedAt = 1000 + seq;
  filed.applicantHash = applicant;
  filed.areaCode = "430624";
  filed.day = "20261121";
  filed.contentHash = "content";
  return filed;
}

platform::FileOutcome file(platform::Repository& repository, const platform::NewCase& filed) {
  auto outcome = repository.submissions().file(filed, [](const platform::SubmissionRow& row) {
    return "receipt of " + row.submissionId + " " + row.caseNumber;
  });
  REQUIRE(outcome);
  return *outcome;
}

}  // namespace xiaowu::testing
