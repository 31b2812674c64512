#include "platform/server/repository/sqlite/SqlitePapers.h"

#include <algorithm>

namespace xiaowu::platform::sqlite {
namespace {

constexpr const char* kSelectPaper =
    "SELECT paper_id, holder_hash, submission_id, material, document_type, trust, case_number, received_at "
    "FROM papers ";

PaperRow paperFrom(const Statement& s) {
  const auto trust = domain::trustGradeFrom(s.text(5));
  if (!trust) {
    throw unknownName("papers.trust");
  }
  return {s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), *trust, s.text(6), s.number(7)};
}

}  // namespace

Result<std::vector<PaperRow>> SqlitePapers::ofHolder(const std::string& holderHash, std::size_t limit) {
  return m_connection.guarded<std::vector<PaperRow>>([&](Database& db) {
    std::vector<PaperRow> rows;
    Statement s(db,
                std::string(kSelectPaper) + "WHERE holder_hash = ? ORDER BY received_at DESC, paper_id DESC");
    s.with(holderHash);
    while (rows.size() < limit && s.step()) {
      auto row = paperFrom(s);
      const bool newer = std::any_of(rows.begin(), rows.end(), [&](const PaperRow& each) {
        return each.documentType == row.documentType;
      });
      if (!newer) {
        rows.push_back(std::move(row));
      }
    }
    return rows;
  });
}

Result<std::optional<PaperRow>> SqlitePapers::find(const std::string& paperId) {
  return m_connection.guarded<std::optional<PaperRow>>([&](Database& db) -> std::optional<PaperRow> {
    Statement s(db, std::string(kSelectPaper) + "WHERE paper_id = ?");
    if (!s.with(paperId).step()) {
      return std::nullopt;
    }
    return paperFrom(s);
  });
}

void SqlitePapers::insert(Database& database, const PaperRow& paper) {
  Statement(database,
            "INSERT INTO papers(paper_id, holder_hash, submission_id, material, document_type, trust, "
            "case_number, received_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
      .with(paper.paperId, paper.holderHash, paper.submissionId, paper.material, paper.documentType,
            domain::trustGradeName(paper.trust), paper.caseNumber, paper.receivedAt)
      .finish();
}

}  // namespace xiaowu::platform::sqlite
