#include "platform/server/repository/sqlite/SqliteSubmissions.h"

#include "core/storage/Transaction.h"
#include "platform/server/repository/sqlite/SequenceGaps.h"
#include "platform/server/repository/sqlite/SqliteEpochs.h"
#include "platform/server/repository/sqlite/SqlitePapers.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace xiaowu::platform::sqlite {
namespace {

CaseState caseStateIn(const std::string& text) {
  const auto state = caseStateFrom(text);
  if (!state) {
    throw unknownName("submissions.state");
  }
  return *state;
}

std::optional<SubmissionRow> selectSubmission(Database& db, const std::string& id) {
  Statement s(db,
              "SELECT submission_id, kiosk_id, seq, service, key_id, sealed_key, manifest_sha256, state, "
              "case_number, reason, holder_masked, received_at, receipt, approval FROM submissions WHERE "
              "submission_id = ?");
  if (!s.with(id).step()) {
    return std::nullopt;
  }
  return SubmissionRow{s.text(0),  s.text(1), s.number(2), s.text(3),
                       s.text(4),  s.text(5), s.text(6),   caseStateIn(s.text(7)),
                       s.text(8),  s.text(9), s.text(10),  s.number(11),
                       s.text(12), s.text(13)};
}

void insertSubmission(Database& db, const SubmissionRow& row) {
  Statement(db,
            "INSERT INTO submissions(submission_id, kiosk_id, seq, service, key_id, sealed_key, "
            "manifest_sha256, state, case_number, reason, holder_masked, received_at, receipt, approval) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(row.submissionId, row.kioskId, row.seq, row.service, row.keyId, row.sealedKey, row.manifestSha256,
            caseStateName(row.state), row.caseNumber, row.reason, row.holderMasked, row.receivedAt,
            row.receipt, row.approval)
      .finish();
}

std::string nextCaseNumber(Database& db, const std::string& area, const std::string& day) {
  const auto above = caseNumbersAfter(SqliteEpochs::currentNumber(db));
  Statement s(db,
              "INSERT INTO case_counters(area_code, day, last_number) VALUES(?1, ?2, ?3 + 1) ON "
              "CONFLICT(area_code, day) DO UPDATE SET last_number = max(case_counters.last_number, ?3) + 1 "
              "RETURNING last_number");
  s.with(area, day, above).step();
  std::array<char, 24> digits{};
  std::snprintf(digits.data(), digits.size(), "%06lld", static_cast<long long>(s.number(0)));
  s.finish();
  return area + "-" + day + "-" + digits.data();
}

/// The numbers of its day go on above one that an earlier epoch gave.
void countUpTo(Database& db, const std::string& caseNumber) {
  const auto first = caseNumber.find('-');
  const auto last = caseNumber.rfind('-');
  std::int64_t number = 0;
  const auto* const end = caseNumber.data() + caseNumber.size();
  if (first == last || std::from_chars(caseNumber.data() + last + 1, end, number).ptr != end) {
    return;
  }
  db.run(
      "INSERT INTO case_counters(area_code, day, last_number) VALUES(?1, ?2, ?3) ON CONFLICT(area_code, day) "
      "DO UPDATE SET last_number = max(case_counters.last_number, ?3)",
      caseNumber.substr(0, first), caseNumber.substr(first + 1, last - first - 1), number);
}

void noteFiling(Database& db, const NewCase& filed, const SubmissionRow& row) {
  if (!filed.contentHash.empty()) {
    db.run(
        "INSERT INTO filings(applicant_hash, service, day, content_hash, case_number) VALUES(?, ?, ?, ?, ?) "
        "ON "
        "CONFLICT DO NOTHING",
        filed.applicantHash, row.service, filed.filingDay.empty() ? filed.day : filed.filingDay,
        filed.contentHash, row.caseNumber);
  }
}

/// A case that an earlier epoch received: its slip is in somebody's hand. True: another case has its number.
bool takeBack(Database& db, const NewCase& filed, const SubmissionRow& row) {
  countUpTo(db, row.caseNumber);
  if (row.state == CaseState::AlreadySubmitted) {
    return false;  // the number is the earlier case's
  }
  const bool inUse =
      db.number("SELECT COUNT(*) FROM submissions WHERE case_number = ? AND state <> 'alreadySubmitted'",
                row.caseNumber) > 0;
  if (isTakenOn(row.state)) {
    noteFiling(db, filed, row);
  }
  return inUse;
}

/// Case number and state: the same person, item, filing day and content have one case.
void decide(Database& db, const NewCase& filed, SubmissionRow& row) {
  const bool takenOn = isTakenOn(row.state);
  const auto& filingDay = filed.filingDay.empty() ? filed.day : filed.filingDay;
  const bool isKnown = takenOn && !filed.contentHash.empty();
  if (isKnown) {
    Statement earlier(db,
                      "SELECT case_number FROM filings WHERE applicant_hash = ? AND service = ? AND day = ? "
                      "AND content_hash = ?");
    if (earlier.with(filed.applicantHash, row.service, filingDay, filed.contentHash).step()) {
      row.state = CaseState::AlreadySubmitted;
      row.caseNumber = earlier.text(0);
      return;
    }
  }
  row.caseNumber = nextCaseNumber(db, filed.areaCode, filed.day);
  if (!isKnown) {
    return;
  }
  noteFiling(db, filed, row);
}

/// Of submissions that their kiosk has left alone since then.
std::vector<PartRow> quietParts(Database& db, std::int64_t quietSince, std::size_t limit) {
  std::vector<PartRow> rows;
  Statement s(db,
              "SELECT u.submission_id, u.part_index, COALESCE(p.sha256, ''), u.kiosk_id, u.size, u.stored_at "
              "FROM unfinished_parts u LEFT JOIN parts p ON p.submission_id = u.submission_id AND p.kiosk_id "
              "= u.kiosk_id AND p.part_index = u.part_index WHERE u.stored_at < ? AND NOT EXISTS (SELECT 1 "
              "FROM unfinished_parts n WHERE n.kiosk_id = u.kiosk_id AND n.submission_id = u.submission_id "
              "AND n.stored_at >= ?) LIMIT ?");
  s.with(quietSince, quietSince, static_cast<std::int64_t>(limit));
  while (s.step()) {
    rows.push_back({s.text(0), s.integer(1), s.text(2), s.text(3), s.number(4), s.number(5)});
  }
  return rows;
}

bool isNamed(Database& db, const std::string& submissionId, const PartFile& file) {
  return db.number("SELECT COUNT(*) FROM parts WHERE submission_id = ? AND part_index = ? AND sha256 = ?",
                   submissionId, file.index, file.sha256) > 0;
}

bool partsAreGone(Database& db, const NewCase& filed) {
  return db.number("SELECT COUNT(*) FROM parts WHERE submission_id = ? AND kiosk_id = ?",
                   filed.row.submissionId, filed.row.kioskId) < static_cast<std::int64_t>(filed.parts);
}

void keepPapers(Database& db, const NewCase& filed, const SubmissionRow& row) {
  for (auto paper : filed.papers) {
    paper.holderHash = filed.applicantHash;
    paper.submissionId = row.submissionId;
    paper.caseNumber = row.caseNumber;
    paper.receivedAt = row.receivedAt;
    SqlitePapers::insert(db, paper);
  }
}

}  // namespace

Result<PartOutcome> SqliteSubmissions::addPart(const PartRow& part) {
  return m_connection.guarded<PartOutcome>([&](Database& db) {
    storage::Transaction transaction(db);
    Statement same(db,
                   "SELECT sha256 FROM parts WHERE submission_id = ? AND kiosk_id = ? AND part_index = ?");
    if (same.with(part.submissionId, part.kioskId, part.index).step()) {
      return same.text(0) == part.sha256 ? PartOutcome::Same : PartOutcome::Conflict;
    }
    db.run(
        "INSERT INTO parts(submission_id, part_index, sha256, kiosk_id, size, stored_at) VALUES(?, ?, ?, ?, "
        "?, "
        "?)",
        part.submissionId, part.index, part.sha256, part.kioskId, part.size, part.storedAt);
    db.run(
        "INSERT INTO unfinished_parts(kiosk_id, submission_id, part_index, size, stored_at) VALUES(?, ?, ?, "
        "?, "
        "?)",
        part.kioskId, part.submissionId, part.index, part.size, part.storedAt);
    transaction.commit();
    return PartOutcome::Stored;
  });
}

Result<void> SqliteSubmissions::forgetPart(const std::string& submissionId, const std::string& kioskId,
                                           int index) {
  return m_connection.guarded<void>([&](Database& db) {
    storage::Transaction transaction(db);
    db.run("DELETE FROM parts WHERE submission_id = ? AND kiosk_id = ? AND part_index = ?", submissionId,
           kioskId, index);
    db.run("DELETE FROM unfinished_parts WHERE submission_id = ? AND kiosk_id = ? AND part_index = ?",
           submissionId, kioskId, index);
    transaction.commit();
  });
}

Result<std::vector<PartRow>> SqliteSubmissions::parts(const std::string& submissionId,
                                                      const std::string& kioskId) {
  return m_connection.guarded<std::vector<PartRow>>([&](Database& db) {
    std::vector<PartRow> rows;
    Statement s(db,
                "SELECT submission_id, part_index, sha256, kiosk_id, size, stored_at FROM parts WHERE "
                "submission_id = ? AND kiosk_id = ? ORDER BY part_index");
    s.with(submissionId, kioskId);
    while (s.step()) {
      rows.push_back({s.text(0), s.integer(1), s.text(2), s.text(3), s.number(4), s.number(5)});
    }
    return rows;
  });
}

Result<std::vector<PartRow>> SqliteSubmissions::allParts() {
  return m_connection.guarded<std::vector<PartRow>>([](Database& db) {
    std::vector<PartRow> rows;
    Statement s(db, "SELECT submission_id, part_index, sha256, kiosk_id, size, stored_at FROM parts");
    while (s.step()) {
      rows.push_back({s.text(0), s.integer(1), s.text(2), s.text(3), s.number(4), s.number(5)});
    }
    return rows;
  });
}

Result<int> SqliteSubmissions::partCount(const std::string& submissionId) {
  return m_connection.guarded<int>([&](Database& db) -> int {
    return static_cast<int>(db.number(
        "SELECT COUNT(*) FROM parts WHERE submission_id = ? GROUP BY kiosk_id ORDER BY COUNT(*) DESC LIMIT 1",
        submissionId));
  });
}

Result<std::int64_t> SqliteSubmissions::unfinishedBytes(const std::string& kioskId, std::int64_t since) {
  return m_connection.guarded<std::int64_t>([&](Database& db) -> std::int64_t {
    return db.number(
        "SELECT COALESCE(SUM(size), 0) FROM unfinished_parts WHERE kiosk_id = ? AND stored_at >= ?", kioskId,
        since);
  });
}

Result<std::optional<SubmissionRow>> SqliteSubmissions::find(const std::string& submissionId) {
  return m_connection.guarded<std::optional<SubmissionRow>>(
      [&](Database& db) { return selectSubmission(db, submissionId); });
}

Result<FileOutcome> SqliteSubmissions::file(
    const NewCase& filed, const std::function<std::string(const SubmissionRow&)>& receiptFor) {
  return m_connection.guarded<FileOutcome>([&](Database& db) -> FileOutcome {
    storage::Transaction transaction(db);
    if (auto before = selectSubmission(db, filed.row.submissionId)) {
      return {false, false, false, false, std::move(*before)};
    }
    Statement taken(db, "SELECT submission_id FROM submissions WHERE kiosk_id = ? AND seq = ?");
    if (taken.with(filed.row.kioskId, filed.row.seq).step()) {
      return {true, false, false, false, {}};
    }
    if (partsAreGone(db, filed)) {
      return {false, true, false, false, {}};
    }
    SubmissionRow row = filed.row;
    bool numberInUse = false;
    if (filed.isGivenBack) {
      numberInUse = takeBack(db, filed, row);
    } else {
      decide(db, filed, row);
    }
    row.receipt = receiptFor(row);
    SqliteEpochs::noteReceived(db, row.receivedAt);
    insertSubmission(db, row);
    db.run("DELETE FROM unfinished_parts WHERE kiosk_id = ? AND submission_id = ?", row.kioskId,
           row.submissionId);
    noteSequence(db, row.kioskId, row.seq);
    if (isTakenOn(row.state)) {
      keepPapers(db, filed, row);
    }
    transaction.commit();
    return {false, false, true, numberInUse, std::move(row)};
  });
}

Result<ForgottenParts> SqliteSubmissions::forgetUnfinished(
    std::int64_t quietSince, std::size_t limit, const std::function<void(const PartRow&)>& remove) {
  return m_connection.guarded<ForgottenParts>([&](Database& db) {
    storage::Transaction transaction(db);
    ForgottenParts forgotten;
    for (const auto& part : quietParts(db, quietSince, limit)) {
      db.run("DELETE FROM unfinished_parts WHERE kiosk_id = ? AND submission_id = ? AND part_index = ?",
             part.kioskId, part.submissionId, part.index);
      db.run("DELETE FROM parts WHERE submission_id = ? AND kiosk_id = ? AND part_index = ?",
             part.submissionId, part.kioskId, part.index);
      if (!part.sha256.empty() && !isNamed(db, part.submissionId, {part.index, part.sha256})) {
        remove(part);
      }
      ++forgotten.parts;
      forgotten.bytes += part.size;
    }
    transaction.commit();
    return forgotten;
  });
}

Result<std::int64_t> SqliteSubmissions::removeStray(const std::string& submissionId,
                                                    const std::vector<PartFile>& files,
                                                    const std::function<void(const PartFile&)>& remove) {
  return m_connection.guarded<std::int64_t>([&](Database& db) {
    std::int64_t removed = 0;
    for (const auto& file : files) {
      if (!isNamed(db, submissionId, file)) {
        remove(file);
        ++removed;
      }
    }
    return removed;
  });
}

Result<std::int64_t> SqliteSubmissions::forgetFilings(const std::string& dayBefore, std::size_t limit) {
  return m_connection.guarded<std::int64_t>([&](Database& db) -> std::int64_t {
    return db.run(
        "DELETE FROM filings WHERE rowid IN (SELECT rowid FROM filings WHERE day < ? ORDER BY day LIMIT ?)",
        dayBefore, static_cast<std::int64_t>(limit));
  });
}

Result<SubmissionCounts> SqliteSubmissions::counts() {
  return m_connection.guarded<SubmissionCounts>([](Database& db) {
    return SubmissionCounts{
        db.number("SELECT COUNT(*) FROM submissions WHERE state IN ('accepted', 'approved')"),
        db.number("SELECT COUNT(*) FROM submissions"), db.number("SELECT COUNT(*) FROM unfinished_parts"),
        db.number("SELECT COALESCE(SUM(size), 0) FROM unfinished_parts")};
  });
}

Result<std::vector<SubmissionLine>> SqliteSubmissions::overview() {
  return m_connection.guarded<std::vector<SubmissionLine>>([](Database& db) {
    std::vector<SubmissionLine> lines;
    Statement s(
        db,
        "SELECT i.id, i.kiosk_id, s.state, COALESCE(s.case_number, ''), (SELECT COUNT(*) FROM parts p "
        "WHERE p.submission_id = i.id AND p.kiosk_id = i.kiosk_id), COALESCE(s.seq, 0) FROM (SELECT "
        "submission_id AS id, kiosk_id "
        "FROM parts UNION SELECT submission_id AS id, kiosk_id FROM submissions) i LEFT JOIN "
        "submissions s ON s.submission_id = i.id AND s.kiosk_id = i.kiosk_id ORDER BY i.id, i.kiosk_id");
    while (s.step()) {
      const auto state = s.isNull(2) ? std::nullopt : std::optional(caseStateIn(s.text(2)));
      lines.push_back({s.text(0), s.text(1), state, s.text(3), s.integer(4), s.number(5)});
    }
    return lines;
  });
}

}  // namespace xiaowu::platform::sqlite
