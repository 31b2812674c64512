#include "platform/server/repository/sqlite/SqliteKiosks.h"

namespace xiaowu::platform::sqlite {
namespace {

KioskState kioskStateIn(const Statement& s) {
  KioskState state;
  state.kiosk = {s.text(0), s.text(1), s.text(2), s.number(3), s.integer(7) != 0, s.number(6)};
  if (!s.isNull(4)) {
    state.heartbeat = s.text(4);
  }
  state.seenAt = s.number(5);
  return state;
}

void readGaps(Database& db, KioskState& state) {
  Statement gaps(db,
                 "SELECT first_seq, last_seq FROM seq_gaps WHERE kiosk_id = ? ORDER BY first_seq LIMIT 1000");
  gaps.with(state.kiosk.kioskId);
  while (gaps.step()) {
    state.gaps.emplace_back(gaps.number(0), gaps.number(1));
  }
}

}  // namespace

Result<void> SqliteKiosks::enrol(const KioskRow& kiosk) {
  return m_connection.guarded<void>([&](Database& db) {
    Statement(db,
              "INSERT INTO kiosks(kiosk_id, public_key, area_code, enrolled_at, last_seq, may_compare_faces) "
              "VALUES(?, ?, ?, ?, 0, ?) ON CONFLICT(kiosk_id) DO UPDATE SET public_key = "
              "excluded.public_key, area_code = excluded.area_code, may_compare_faces = "
              "excluded.may_compare_faces")
        .with(kiosk.kioskId, kiosk.publicKey, kiosk.areaCode, kiosk.enrolledAt, kiosk.mayCompareFaces ? 1 : 0)
        .finish();
  });
}

Result<std::optional<KioskRow>> SqliteKiosks::find(const std::string& kioskId) {
  return m_connection.guarded<std::optional<KioskRow>>([&](Database& db) -> std::optional<KioskRow> {
    Statement s(
        db,
        "SELECT kiosk_id, public_key, area_code, enrolled_at, may_compare_faces, last_seq FROM kiosks "
        "WHERE kiosk_id = ?");
    if (!s.with(kioskId).step()) {
      return std::nullopt;
    }
    return KioskRow{s.text(0), s.text(1), s.text(2), s.number(3), s.integer(4) != 0, s.number(5)};
  });
}

Result<std::vector<KioskState>> SqliteKiosks::all() {
  return m_connection.guarded<std::vector<KioskState>>([&](Database& db) {
    std::vector<KioskState> states;
    Statement s(db,
                "SELECT k.kiosk_id, k.public_key, k.area_code, k.enrolled_at, h.body, h.received_at, "
                "k.last_seq, k.may_compare_faces FROM kiosks k LEFT JOIN heartbeats h ON h.kiosk_id = "
                "k.kiosk_id ORDER BY k.kiosk_id");
    while (s.step()) {
      states.push_back(kioskStateIn(s));
      readGaps(db, states.back());
    }
    return states;
  });
}

Result<void> SqliteKiosks::heartbeat(const std::string& kioskId, const std::string& body, std::int64_t at) {
  return m_connection.guarded<void>([&](Database& db) {
    Statement(db,
              "INSERT INTO heartbeats(kiosk_id, body, received_at, beats) VALUES(?, ?, ?, 1) ON "
              "CONFLICT(kiosk_id) DO UPDATE SET body = excluded.body, received_at = excluded.received_at, "
              "beats = heartbeats.beats + 1")
        .with(kioskId, body, at)
        .finish();
  });
}

Result<std::int64_t> SqliteKiosks::heartbeatCount() {
  return m_connection.guarded<std::int64_t>(
      [](Database& db) { return db.number("SELECT COALESCE(SUM(beats), 0) FROM heartbeats"); });
}

}  // namespace xiaowu::platform::sqlite
