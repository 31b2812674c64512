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

KioskCommand commandIn(const Statement& s) {
  KioskCommand command{s.text(0), s.text(1), s.text(2), s.text(3), s.number(4), {}, s.text(6), s.number(7)};
  if (!s.isNull(5)) {
    command.doneAt = s.number(5);
  }
  return command;
}

constexpr std::string_view kCommandColumns =
    "SELECT command_id, kiosk_id, kind, item_id, created_at, done_at, outcome, items FROM kiosk_commands ";

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

Result<void> SqliteKiosks::order(const KioskCommand& command) {
  return m_connection.guarded<void>([&](Database& db) {
    db.run(
        "INSERT INTO kiosk_commands(command_id, kiosk_id, kind, item_id, created_at, outcome, items) "
        "VALUES(?, ?, ?, ?, ?, '', 0)",
        command.commandId, command.kioskId, command.kind, command.itemId, command.createdAt);
  });
}

Result<std::vector<KioskCommand>> SqliteKiosks::waitingCommands(const std::string& kioskId,
                                                                std::size_t limit) {
  return m_connection.guarded<std::vector<KioskCommand>>([&](Database& db) {
    std::vector<KioskCommand> waiting;
    Statement s(db, std::string(kCommandColumns) +
                        "WHERE kiosk_id = ? AND done_at IS NULL ORDER BY created_at, command_id LIMIT ?");
    s.with(kioskId, static_cast<std::int64_t>(limit));
    while (s.step()) {
      waiting.push_back(commandIn(s));
    }
    return waiting;
  });
}

Result<void> SqliteKiosks::commandDone(const std::string& kioskId, const std::string& commandId,
                                       const std::string& outcome, std::int64_t items, std::int64_t at) {
  return m_connection.guarded<void>([&](Database& db) {
    db.run(
        "UPDATE kiosk_commands SET done_at = ?, outcome = ?, items = ? WHERE command_id = ? AND kiosk_id = ? "
        "AND done_at IS NULL",
        at, outcome, items, commandId, kioskId);
  });
}

Result<std::vector<KioskCommand>> SqliteKiosks::commands(const std::string& kioskId, std::size_t limit) {
  return m_connection.guarded<std::vector<KioskCommand>>([&](Database& db) {
    std::vector<KioskCommand> found;
    Statement s(db, std::string(kCommandColumns) +
                        "WHERE ?1 = '' OR kiosk_id = ?1 ORDER BY created_at DESC, command_id LIMIT ?2");
    s.with(kioskId, static_cast<std::int64_t>(limit));
    while (s.step()) {
      found.push_back(commandIn(s));
    }
    return found;
  });
}

Result<std::int64_t> SqliteKiosks::heartbeatCount() {
  return m_connection.guarded<std::int64_t>(
      [](Database& db) { return db.number("SELECT COALESCE(SUM(beats), 0) FROM heartbeats"); });
}

}  // namespace xiaowu::platform::sqlite
