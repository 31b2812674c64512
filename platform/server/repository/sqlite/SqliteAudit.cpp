#include "platform/server/repository/sqlite/SqliteAudit.h"

namespace xiaowu::platform::sqlite {
namespace {

AuditAction actionIn(const std::string& text) {
  const auto action = auditActionFrom(text);
  if (!action) {
    throw unknownName("audit.action");
  }
  return *action;
}

}  // namespace

Result<void> SqliteAudit::add(const AuditRow& row) {
  return m_connection.guarded<void>([&](Database& db) {
    db.run(
        "INSERT INTO audit(happened_at, kiosk_id, action, service, way, staff, reason, score_band, outcome, "
        "proof_id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.at, row.kioskId, auditActionName(row.action), row.service, row.way, row.staff, row.reason,
        row.scoreBand, row.outcome, row.proofId);
  });
}

Result<std::vector<AuditRow>> SqliteAudit::list(const AuditFilter& filter, std::size_t limit) {
  return m_connection.guarded<std::vector<AuditRow>>([&](Database& db) {
    std::vector<AuditRow> rows;
    Statement s(db,
                "SELECT happened_at, kiosk_id, action, service, way, staff, reason, score_band, outcome, "
                "proof_id FROM audit WHERE happened_at >= ? AND happened_at < ? AND (? = '' OR kiosk_id = ?) "
                "AND (? = '' OR staff = ?) ORDER BY happened_at, audit_id LIMIT ?");
    s.with(filter.from, filter.until, filter.kioskId, filter.kioskId, filter.staff, filter.staff,
           static_cast<std::int64_t>(limit));
    while (s.step()) {
      rows.push_back({s.number(0), s.text(1), actionIn(s.text(2)), s.text(3), s.text(4), s.text(5), s.text(6),
                      s.text(7), s.text(8), s.text(9)});
    }
    return rows;
  });
}

Result<std::int64_t> SqliteAudit::forgetBefore(std::int64_t at, std::size_t limit) {
  return m_connection.guarded<std::int64_t>([&](Database& db) -> std::int64_t {
    return db.run(
        "DELETE FROM audit WHERE audit_id IN (SELECT audit_id FROM audit WHERE happened_at < ? ORDER BY "
        "happened_at LIMIT ?)",
        at, static_cast<std::int64_t>(limit));
  });
}

Result<std::int64_t> SqliteAudit::count() {
  return m_connection.guarded<std::int64_t>(
      [](Database& db) { return db.number("SELECT COUNT(*) FROM audit"); });
}

}  // namespace xiaowu::platform::sqlite
