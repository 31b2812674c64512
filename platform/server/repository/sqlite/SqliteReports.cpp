#include "platform/server/repository/sqlite/SqliteReports.h"

namespace xiaowu::platform::sqlite {

Result<void> SqliteReports::rate(const RatingRow& rating) {
  return m_connection.guarded<void>([&](Database& db) {
    Statement(db,
              "INSERT INTO ratings(rating_id, kiosk_id, service, case_id, stars, rated_at, received_at) "
              "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(rating_id) DO NOTHING")
        .with(rating.ratingId, rating.kioskId, rating.service, rating.caseId, rating.stars, rating.at,
              rating.receivedAt)
        .finish();
  });
}

Result<bool> SqliteReports::hasStaffCheck(const std::string& checkId) {
  return m_connection.guarded<bool>([&](Database& db) {
    Statement s(db, "SELECT 1 FROM staff_checks WHERE check_id = ?");
    return s.with(checkId).step();
  });
}

Result<void> SqliteReports::keepStaffCheck(const StaffCheckRow& check) {
  return m_connection.guarded<void>([&](Database& db) {
    Statement(db,
              "INSERT INTO staff_checks(check_id, kiosk_id, service, staff, reason, confirmed, checked_at, "
              "received_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(check_id) DO NOTHING")
        .with(check.checkId, check.kioskId, check.service, check.staff, check.reason, check.confirmed ? 1 : 0,
              check.at, check.receivedAt)
        .finish();
  });
}

Result<std::int64_t> SqliteReports::forgetStaffChecks(std::int64_t receivedBefore, std::size_t limit) {
  return m_connection.guarded<std::int64_t>([&](Database& db) -> std::int64_t {
    return db.run(
        "DELETE FROM staff_checks WHERE rowid IN (SELECT rowid FROM staff_checks WHERE received_at < ? LIMIT "
        "?)",
        receivedBefore, static_cast<std::int64_t>(limit));
  });
}

Result<ReportCounts> SqliteReports::counts() {
  return m_connection.guarded<ReportCounts>([](Database& db) {
    return ReportCounts{db.number("SELECT COUNT(*) FROM ratings"),
                        db.number("SELECT COUNT(*) FROM staff_checks")};
  });
}

}  // namespace xiaowu::platform::sqlite
