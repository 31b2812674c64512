#include "platform/server/repository/sqlite/SqliteComparisons.h"

#include "core/storage/Transaction.h"
namespace xiaowu::platform::sqlite {
namespace {

ComparisonOutcome outcomeFrom(const std::string& text) {
  const auto outcome = comparisonOutcomeFrom(text);
  if (!outcome) {
    throw unknownName("comparisons.outcome");
  }
  return *outcome;
}

std::optional<ComparisonRow> selectComparison(Database& db, const ComparisonRow& wanted) {
  Statement s(db,
              "SELECT kiosk_id, request_id, session_id, request_sha256, started_at, outcome, model, "
              "threshold_id, answered_at FROM comparisons WHERE kiosk_id = ? AND request_id = ?");
  if (!s.with(wanted.kioskId, wanted.requestId).step()) {
    return std::nullopt;
  }
  return ComparisonRow{s.text(0), s.text(1), s.text(2),  s.text(3), s.number(4), outcomeFrom(s.text(5)),
                       s.text(6), s.text(7), s.number(8)};
}

}  // namespace

Result<ComparisonStart> SqliteComparisons::begin(ComparisonRow& row, int triesMax,
                                                 std::int64_t abandonedAfter) {
  return m_connection.guarded<ComparisonStart>([&](Database& db) {
    storage::Transaction transaction(db);
    const auto known = selectComparison(db, row);
    if (known && known->requestSha256 != row.requestSha256) {
      return ComparisonStart::Conflict;
    }
    if (known && known->outcome != ComparisonOutcome::UnderWay) {
      row = *known;
      return ComparisonStart::Known;
    }
    if (known && row.startedAt - known->startedAt < abandonedAfter) {
      return ComparisonStart::UnderWay;
    }
    Statement tries(
        db, "SELECT COUNT(*) FROM comparisons WHERE kiosk_id = ? AND session_id = ? AND request_id <> ?");
    tries.with(row.kioskId, row.sessionId, row.requestId).step();
    if (tries.number(0) >= triesMax) {
      return ComparisonStart::TooMany;
    }
    Statement(
        db,
        "INSERT INTO comparisons(kiosk_id, request_id, session_id, request_sha256, started_at, outcome, "
        "model, threshold_id, answered_at) VALUES(?, ?, ?, ?, ?, '', '', '', 0) ON CONFLICT(kiosk_id, "
        "request_id) DO UPDATE SET started_at = excluded.started_at")
        .with(row.kioskId, row.requestId, row.sessionId, row.requestSha256, row.startedAt)
        .finish();
    transaction.commit();
    return ComparisonStart::Begun;
  });
}

Result<void> SqliteComparisons::end(const ComparisonRow& row) {
  return m_connection.guarded<void>([&](Database& db) {
    Statement(db,
              "UPDATE comparisons SET outcome = ?, model = ?, threshold_id = ?, answered_at = ? WHERE "
              "kiosk_id = ? AND request_id = ? AND outcome = ''")
        .with(comparisonOutcomeName(row.outcome), row.model, row.thresholdId, row.answeredAt, row.kioskId,
              row.requestId)
        .finish();
  });
}

Result<void> SqliteComparisons::forget(const std::string& kioskId, const std::string& requestId) {
  return m_connection.guarded<void>([&](Database& db) {
    Statement(db, "DELETE FROM comparisons WHERE kiosk_id = ? AND request_id = ? AND outcome = ''")
        .with(kioskId, requestId)
        .finish();
  });
}

Result<std::int64_t> SqliteComparisons::forgetBefore(std::int64_t at, std::size_t limit) {
  return m_connection.guarded<std::int64_t>([&](Database& db) -> std::int64_t {
    return db.run(
        "DELETE FROM comparisons WHERE rowid IN (SELECT rowid FROM comparisons WHERE started_at < ? LIMIT ?)",
        at, static_cast<std::int64_t>(limit));
  });
}

}  // namespace xiaowu::platform::sqlite
