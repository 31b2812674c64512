#include "platform/server/repository/Repository.h"

#include "core/base/Log.h"
#include "core/storage/Failure.h"
#include "core/storage/Transaction.h"
#include "platform/server/repository/sqlite/Schema.h"

#include <array>
#include <cstdio>
#include <mutex>

namespace xiaowu::platform {
namespace {

using storage::Database;
using storage::Statement;
using storage::Transaction;

constexpr storage::ErrorCodes kCodes{errors::kDatabase, errors::kDatabase, errors::kDatabase,
                                     errors::kDatabase};

constexpr const char* kPaperColumns =
    "SELECT paper_id, holder_hash, submission_id, material, document_type, trust, case_number, received_at "
    "FROM papers ";

constexpr const char* kProofColumns =
    "proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, title, seal_mark, sheets, "
    "issued_at, answer, printed_at, sheets_out";

ProofRow proofFrom(const Statement& s) {
  ProofRow row{s.text(0), s.text(1),    s.text(2),   s.text(3),  s.text(4), s.text(5),    s.text(6),
               s.text(7), s.integer(8), s.number(9), s.text(10), {},        s.integer(12)};
  if (!s.isNull(11)) {
    row.printedAt = s.number(11);
  }
  return row;
}

class SqliteRepository final : public Repository {
 public:
  explicit SqliteRepository(const std::filesystem::path& file) : m_db(file) { bringUpToDate(m_db); }

  Result<void> enrol(const KioskRow& kiosk) override {
    return guarded<void>([&] {
      Statement(m_db,
                "INSERT INTO kiosks(kiosk_id, public_key, area_code, enrolled_at, last_seq, "
                "may_compare_faces) VALUES(?, ?, ?, ?, 0, ?) "
                "ON CONFLICT(kiosk_id) DO UPDATE SET public_key = excluded.public_key, area_code = "
                "excluded.area_code, "
                "may_compare_faces = excluded.may_compare_faces")
          .with(kiosk.kioskId, kiosk.publicKey, kiosk.areaCode, kiosk.enrolledAt,
                kiosk.mayCompareFaces ? 1 : 0)
          .finish();
    });
  }

  Result<std::optional<KioskRow>> kiosk(const std::string& kioskId) override {
    return guarded<std::optional<KioskRow>>([&]() -> std::optional<KioskRow> {
      Statement s(m_db,
                  "SELECT kiosk_id, public_key, area_code, enrolled_at, may_compare_faces FROM kiosks WHERE "
                  "kiosk_id = ?");
      if (!s.with(kioskId).step()) {
        return std::nullopt;
      }
      return KioskRow{s.text(0), s.text(1), s.text(2), s.number(3), s.integer(4) != 0};
    });
  }

  Result<std::vector<KioskState>> kiosks() override {
    return guarded<std::vector<KioskState>>([&] {
      std::vector<KioskState> states;
      Statement s(m_db,
                  "SELECT k.kiosk_id, k.public_key, k.area_code, k.enrolled_at, h.body, h.received_at, "
                  "k.last_seq, k.may_compare_faces "
                  "FROM kiosks k LEFT JOIN heartbeats h ON h.kiosk_id = k.kiosk_id ORDER BY k.kiosk_id");
      while (s.step()) {
        KioskState state{{s.text(0), s.text(1), s.text(2), s.number(3), s.integer(7) != 0},
                         {},
                         s.number(5),
                         s.number(6),
                         {}};
        if (!s.isNull(4)) {
          state.heartbeat = s.text(4);
        }
        Statement gaps(
            m_db,
            "SELECT first_seq, last_seq FROM seq_gaps WHERE kiosk_id = ? ORDER BY first_seq LIMIT 1000");
        gaps.with(state.kiosk.kioskId);
        while (gaps.step()) {
          state.gaps.emplace_back(gaps.number(0), gaps.number(1));
        }
        states.push_back(std::move(state));
      }
      return states;
    });
  }

  Result<void> heartbeat(const std::string& kioskId, const std::string& body, std::int64_t at) override {
    return guarded<void>([&] {
      Statement(m_db,
                "INSERT INTO heartbeats(kiosk_id, body, received_at, beats) VALUES(?, ?, ?, 1) "
                "ON CONFLICT(kiosk_id) DO UPDATE SET body = excluded.body, received_at = "
                "excluded.received_at, beats = heartbeats.beats + 1")
          .with(kioskId, body, at)
          .finish();
    });
  }

  Result<ProofRow> keepProof(const ProofRow& proof) override {
    return guarded<ProofRow>([&] {
      Transaction transaction(m_db);
      Statement(m_db,
                "INSERT INTO proofs(proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, "
                "title, seal_mark, sheets, issued_at, answer, sheets_out) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT(kiosk_id, request_id) DO NOTHING")
          .with(proof.proofId, proof.requestId, proof.kioskId, proof.checkCode, proof.holderHash,
                proof.holderMasked, proof.title, proof.sealMark, proof.sheets, proof.issuedAt, proof.answer)
          .finish();
      auto kept = selectProof("kiosk_id = ? AND request_id = ?", proof.kioskId, proof.requestId);
      transaction.commit();
      if (!kept) {
        throw storage::Failure(storage::Cause::WrongUse, "proof not kept");
      }
      return *kept;
    });
  }

  Result<std::optional<ProofRow>> proofByRequest(const std::string& kioskId,
                                                 const std::string& requestId) override {
    return guarded<std::optional<ProofRow>>(
        [&] { return selectProof("kiosk_id = ? AND request_id = ?", kioskId, requestId); });
  }
  Result<std::optional<ProofRow>> proofById(const std::string& proofId) override {
    return guarded<std::optional<ProofRow>>([&] { return selectProof("proof_id = ?", proofId); });
  }
  Result<std::optional<ProofRow>> proofByCode(const std::string& checkCode) override {
    return guarded<std::optional<ProofRow>>([&] { return selectProof("check_code = ?", checkCode); });
  }

  Result<void> reportPrinted(const std::string& proofId, int sheetsOut,
                             std::optional<std::int64_t> printedAt) override {
    return guarded<void>([&] {
      if (printedAt) {
        Statement(
            m_db,
            "UPDATE proofs SET sheets_out = ?, printed_at = ? WHERE proof_id = ? AND printed_at IS NULL")
            .with(sheetsOut, *printedAt, proofId)
            .finish();
      } else {
        Statement(m_db, "UPDATE proofs SET sheets_out = ? WHERE proof_id = ? AND printed_at IS NULL")
            .with(sheetsOut, proofId)
            .finish();
      }
    });
  }

  Result<PartOutcome> addPart(const PartRow& part) override {
    return guarded<PartOutcome>([&] {
      Transaction transaction(m_db);
      Statement owner(m_db, "SELECT COUNT(*) FROM parts WHERE submission_id = ? AND kiosk_id <> ?");
      owner.with(part.submissionId, part.kioskId).step();
      if (owner.number(0) > 0) {
        return PartOutcome::Conflict;
      }
      Statement same(m_db, "SELECT sha256 FROM parts WHERE submission_id = ? AND part_index = ?");
      if (same.with(part.submissionId, part.index).step()) {
        return same.text(0) == part.sha256 ? PartOutcome::Same : PartOutcome::Conflict;
      }
      Statement(m_db,
                "INSERT INTO parts(submission_id, part_index, sha256, kiosk_id, size, stored_at) VALUES(?, "
                "?, ?, ?, ?, ?)")
          .with(part.submissionId, part.index, part.sha256, part.kioskId, part.size, part.storedAt)
          .finish();
      transaction.commit();
      return PartOutcome::Stored;
    });
  }

  Result<void> forgetPart(const std::string& submissionId, int index) override {
    return guarded<void>([&] {
      Statement(m_db, "DELETE FROM parts WHERE submission_id = ? AND part_index = ?")
          .with(submissionId, index)
          .finish();
    });
  }

  Result<std::vector<PartRow>> parts(const std::string& submissionId) override {
    return guarded<std::vector<PartRow>>([&] {
      std::vector<PartRow> rows;
      Statement s(m_db,
                  "SELECT submission_id, part_index, sha256, kiosk_id, size, stored_at FROM parts WHERE "
                  "submission_id = ? ORDER BY part_index");
      s.with(submissionId);
      while (s.step()) {
        rows.push_back({s.text(0), s.integer(1), s.text(2), s.text(3), s.number(4), s.number(5)});
      }
      return rows;
    });
  }

  Result<std::optional<SubmissionRow>> submission(const std::string& submissionId) override {
    return guarded<std::optional<SubmissionRow>>([&] { return selectSubmission(submissionId); });
  }

  Result<FileOutcome> file(const NewCase& filed,
                           const std::function<std::string(const SubmissionRow&)>& receiptFor) override {
    return guarded<FileOutcome>([&]() -> FileOutcome {
      Transaction transaction(m_db);
      if (auto before = selectSubmission(filed.row.submissionId)) {
        return {false, false, std::move(*before)};
      }
      Statement taken(m_db, "SELECT submission_id FROM submissions WHERE kiosk_id = ? AND seq = ?");
      if (taken.with(filed.row.kioskId, filed.row.seq).step()) {
        return {true, false, {}};
      }
      SubmissionRow row = filed.row;
      decide(filed, row);
      row.receipt = receiptFor(row);
      Statement(m_db,
                "INSERT INTO submissions(submission_id, kiosk_id, seq, service, key_id, sealed_key, "
                "manifest_sha256, state, case_number, reason, holder_masked, "
                "received_at, receipt, approval) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .with(row.submissionId, row.kioskId, row.seq, row.service, row.keyId, row.sealedKey,
                row.manifestSha256, row.state, row.caseNumber, row.reason, row.holderMasked, row.receivedAt,
                row.receipt, row.approval)
          .finish();
      noteSeq(row.kioskId, row.seq);
      if (row.state == "accepted" || row.state == "approved") {
        keepPapers(filed, row);
      }
      transaction.commit();
      return {false, true, std::move(row)};
    });
  }

  Result<std::vector<PaperRow>> papersOf(const std::string& holderHash, std::size_t limit) override {
    return guarded<std::vector<PaperRow>>([&] {
      std::vector<PaperRow> rows;
      Statement s(m_db, (std::string(kPaperColumns) +
                         "WHERE holder_hash = ? ORDER BY received_at DESC, paper_id DESC")
                            .c_str());
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

  Result<std::optional<PaperRow>> paper(const std::string& paperId) override {
    return guarded<std::optional<PaperRow>>([&]() -> std::optional<PaperRow> {
      Statement s(m_db, (std::string(kPaperColumns) + "WHERE paper_id = ?").c_str());
      if (!s.with(paperId).step()) {
        return std::nullopt;
      }
      return paperFrom(s);
    });
  }

  Result<ComparisonStart> beginComparison(ComparisonRow& row, int triesMax,
                                          std::int64_t abandonedAfter) override {
    return guarded<ComparisonStart>([&] {
      Transaction transaction(m_db);
      const auto known = selectComparison(row);
      if (known && known->requestSha256 != row.requestSha256) {
        return ComparisonStart::Conflict;
      }
      if (known && !known->outcome.empty()) {
        row = *known;
        return ComparisonStart::Known;
      }
      if (known && row.startedAt - known->startedAt < abandonedAfter) {
        return ComparisonStart::UnderWay;
      }
      Statement tries(
          m_db, "SELECT COUNT(*) FROM comparisons WHERE kiosk_id = ? AND session_id = ? AND request_id <> ?");
      tries.with(row.kioskId, row.sessionId, row.requestId).step();
      if (tries.number(0) >= triesMax) {
        return ComparisonStart::TooMany;
      }
      Statement(m_db,
                "INSERT INTO comparisons(kiosk_id, request_id, session_id, request_sha256, started_at, "
                "outcome, model, threshold_id, answered_at) "
                "VALUES(?, ?, ?, ?, ?, '', '', '', 0) ON CONFLICT(kiosk_id, request_id) DO UPDATE SET "
                "started_at = excluded.started_at")
          .with(row.kioskId, row.requestId, row.sessionId, row.requestSha256, row.startedAt)
          .finish();
      transaction.commit();
      return ComparisonStart::Begun;
    });
  }

  Result<void> endComparison(const ComparisonRow& row) override {
    return guarded<void>([&] {
      Statement(m_db,
                "UPDATE comparisons SET outcome = ?, model = ?, threshold_id = ?, answered_at = ? WHERE "
                "kiosk_id = ? AND request_id = ? AND outcome = ''")
          .with(row.outcome, row.model, row.thresholdId, row.answeredAt, row.kioskId, row.requestId)
          .finish();
    });
  }

  Result<void> forgetComparison(const std::string& kioskId, const std::string& requestId) override {
    return guarded<void>([&] {
      Statement(m_db, "DELETE FROM comparisons WHERE kiosk_id = ? AND request_id = ? AND outcome = ''")
          .with(kioskId, requestId)
          .finish();
    });
  }

  Result<void> rate(const RatingRow& rating) override {
    return guarded<void>([&] {
      Statement(m_db,
                "INSERT INTO ratings(rating_id, kiosk_id, service, case_id, stars, rated_at, received_at) "
                "VALUES(?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(rating_id) DO NOTHING")
          .with(rating.ratingId, rating.kioskId, rating.service, rating.caseId, rating.stars, rating.at,
                rating.receivedAt)
          .finish();
    });
  }

  Result<void> keepStaffCheck(const StaffCheckRow& check) override {
    return guarded<void>([&] {
      Statement(m_db,
                "INSERT INTO staff_checks(check_id, kiosk_id, service, staff, reason, confirmed, checked_at, "
                "received_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(check_id) DO NOTHING")
          .with(check.checkId, check.kioskId, check.service, check.staff, check.reason,
                check.confirmed ? 1 : 0, check.at, check.receivedAt)
          .finish();
    });
  }

  Result<Counts> counts() override {
    return guarded<Counts>([&] {
      Counts counts;
      counts.cases = m_db.number("SELECT COUNT(*) FROM submissions WHERE state IN ('accepted', 'approved')");
      counts.receipts = m_db.number("SELECT COUNT(*) FROM submissions");
      counts.proofs = m_db.number("SELECT COUNT(*) FROM proofs");
      counts.printed = m_db.number("SELECT COUNT(*) FROM proofs WHERE printed_at IS NOT NULL");
      counts.staffChecks = m_db.number("SELECT COUNT(*) FROM staff_checks");
      counts.ratings = m_db.number("SELECT COUNT(*) FROM ratings");
      counts.heartbeats = m_db.number("SELECT COALESCE(SUM(beats), 0) FROM heartbeats");
      Statement s(m_db,
                  "SELECT i.id, i.kiosk_id, COALESCE(s.state, 'receiving'), COALESCE(s.case_number, ''), "
                  "(SELECT COUNT(*) FROM parts p WHERE p.submission_id = i.id), COALESCE(s.seq, 0) FROM "
                  "(SELECT submission_id AS id, kiosk_id FROM parts UNION SELECT submission_id AS id, "
                  "kiosk_id FROM submissions) i "
                  "LEFT JOIN submissions s ON s.submission_id = i.id ORDER BY i.id");
      while (s.step()) {
        counts.submissions.push_back({s.text(0), s.text(1), s.text(2), s.text(3), s.integer(4), s.number(5)});
      }
      return counts;
    });
  }

 private:
  // Every call: one lock, one place where SQLite's failures become Errors.
  template <typename T, typename Action>
  Result<T> guarded(Action&& action) {
    const std::lock_guard lock(m_mutex);
    auto done = storage::guarded<T>(kCodes, std::forward<Action>(action));
    if (!done) {
      qCWarning(logPlatform, "database: %s", done.error().detail.c_str());
    }
    return done;
  }

  template <typename... Values>
  std::optional<ProofRow> selectProof(const char* condition, const Values&... values) {
    Statement s(m_db, ("SELECT " + std::string(kProofColumns) + " FROM proofs WHERE " + condition).c_str());
    if (!s.with(values...).step()) {
      return std::nullopt;
    }
    return proofFrom(s);
  }

  std::optional<SubmissionRow> selectSubmission(const std::string& id) {
    Statement s(m_db,
                "SELECT submission_id, kiosk_id, seq, service, key_id, sealed_key, manifest_sha256, state, "
                "case_number, reason, holder_masked, received_at, receipt, "
                "approval FROM submissions WHERE submission_id = ?");
    if (!s.with(id).step()) {
      return std::nullopt;
    }
    return SubmissionRow{s.text(0), s.text(1), s.number(2), s.text(3),  s.text(4),    s.text(5),  s.text(6),
                         s.text(7), s.text(8), s.text(9),   s.text(10), s.number(11), s.text(12), s.text(13)};
  }

  void keepPapers(const NewCase& filed, const SubmissionRow& row) {
    for (const auto& paper : filed.papers) {
      Statement(m_db,
                "INSERT INTO papers(paper_id, holder_hash, submission_id, material, document_type, trust, "
                "case_number, received_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
          .with(paper.paperId, filed.applicantHash, row.submissionId, paper.material, paper.documentType,
                paper.trust, row.caseNumber, row.receivedAt)
          .finish();
    }
  }

  static PaperRow paperFrom(Statement& s) {
    return {s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6), s.number(7)};
  }

  std::optional<ComparisonRow> selectComparison(const ComparisonRow& wanted) {
    Statement s(m_db,
                "SELECT kiosk_id, request_id, session_id, request_sha256, started_at, outcome, model, "
                "threshold_id, answered_at FROM comparisons "
                "WHERE kiosk_id = ? AND request_id = ?");
    if (!s.with(wanted.kioskId, wanted.requestId).step()) {
      return std::nullopt;
    }
    return ComparisonRow{s.text(0), s.text(1), s.text(2), s.text(3),  s.number(4),
                         s.text(5), s.text(6), s.text(7), s.number(8)};
  }

  void decide(const NewCase& filed, SubmissionRow& row) {
    const bool isFiled = row.state == "accepted" || row.state == "approved";
    if (isFiled) {
      Statement earlier(
          m_db, "SELECT case_number FROM filed_days WHERE applicant_hash = ? AND service = ? AND day = ?");
      if (earlier.with(filed.applicantHash, row.service, filed.day).step()) {
        row.state = "alreadySubmitted";
        row.caseNumber = earlier.text(0);
        return;
      }
    }
    row.caseNumber = nextCaseNumber(filed.areaCode, filed.day);
    if (!isFiled) {
      return;
    }
    Statement(m_db, "INSERT INTO filed_days(applicant_hash, service, day, case_number) VALUES(?, ?, ?, ?)")
        .with(filed.applicantHash, row.service, filed.day, row.caseNumber)
        .finish();
  }

  std::string nextCaseNumber(const std::string& area, const std::string& day) {
    Statement s(m_db,
                "INSERT INTO case_counters(area_code, day, last_number) VALUES(?, ?, 1) "
                "ON CONFLICT(area_code, day) DO UPDATE SET last_number = case_counters.last_number + 1 "
                "RETURNING last_number");
    s.with(area, day).step();
    std::array<char, 24> digits{};
    std::snprintf(digits.data(), digits.size(), "%06lld", static_cast<long long>(s.number(0)));
    s.finish();
    return area + "-" + day + "-" + digits.data();
  }

  // A number beyond the next opens a gap; one inside a gap closes or splits it.
  void noteSeq(const std::string& kioskId, std::int64_t seq) {
    Statement known(m_db, "SELECT last_seq FROM kiosks WHERE kiosk_id = ?");
    known.with(kioskId).step();
    const auto last = known.number(0);
    if (seq > last) {
      if (seq > last + 1) {
        addGap(kioskId, last + 1, seq - 1);
      }
      Statement(m_db, "UPDATE kiosks SET last_seq = ? WHERE kiosk_id = ?").with(seq, kioskId).finish();
      return;
    }
    Statement around(
        m_db,
        "SELECT first_seq, last_seq FROM seq_gaps WHERE kiosk_id = ? AND first_seq <= ? AND last_seq >= ?");
    if (!around.with(kioskId, seq, seq).step()) {
      return;
    }
    const auto from = around.number(0);
    const auto to = around.number(1);
    around.finish();
    Statement(m_db, "DELETE FROM seq_gaps WHERE kiosk_id = ? AND first_seq = ?").with(kioskId, from).finish();
    if (from < seq) {
      addGap(kioskId, from, seq - 1);
    }
    if (seq < to) {
      addGap(kioskId, seq + 1, to);
    }
  }

  void addGap(const std::string& kioskId, std::int64_t from, std::int64_t to) {
    Statement(m_db, "INSERT INTO seq_gaps(kiosk_id, first_seq, last_seq) VALUES(?, ?, ?)")
        .with(kioskId, from, to)
        .finish();
  }

  std::mutex m_mutex;
  Database m_db;
};

}  // namespace

Result<std::unique_ptr<Repository>> openSqlite(const std::filesystem::path& file) {
  return storage::guarded<std::unique_ptr<Repository>>(
      kCodes, [&] { return std::make_unique<SqliteRepository>(file); });
}

}  // namespace xiaowu::platform
