#include "platform/server/repository/sqlite/SqliteEpochs.h"

namespace xiaowu::platform::sqlite {

Result<Epoch> SqliteEpochs::current() {
  return m_connection.guarded<Epoch>([](Database& db) {
    Statement s(db,
                "SELECT number, tag, restored_at, known_until, unsure_until, backed_up_to FROM epochs ORDER "
                "BY number DESC LIMIT 1");
    if (!s.step()) {
      throw storage::Failure(storage::Cause::Damaged, "there is no epoch");
    }
    return Epoch{s.number(0), s.text(1), s.number(2), s.number(3), s.number(4), s.number(5)};
  });
}

Result<void> SqliteEpochs::begin(const Epoch& epoch) {
  return m_connection.guarded<void>([&](Database& db) {
    const int begun = db.run(
        "INSERT INTO epochs(number, tag, restored_at, known_until, unsure_until, backed_up_to) SELECT ?1, "
        "?2, ?3, ?4, ?5, ?6 WHERE ?1 > (SELECT max(number) FROM epochs)",
        epoch.number, epoch.tag, epoch.restoredAt, epoch.knownUntil, epoch.unsureUntil, epoch.backedUpTo);
    if (begun == 0) {
      throw storage::Failure(storage::Cause::WrongUse, "an epoch's number is not higher");
    }
  });
}

Result<std::int64_t> SqliteEpochs::backupMark() {
  return m_connection.guarded<std::int64_t>(
      [](Database& db) { return db.number("SELECT COALESCE(max(rowid), 0) FROM submissions"); });
}

Result<void> SqliteEpochs::noteBackup(std::int64_t at, std::int64_t mark) {
  return m_connection.guarded<void>([&](Database& db) {
    db.run(
        "UPDATE epochs SET backed_up_to = min(?1, COALESCE((SELECT min(received_at) - 1 FROM submissions "
        "WHERE "
        "rowid > ?2), ?1)) WHERE number = (SELECT max(number) FROM epochs)",
        at, mark);
  });
}

Result<std::optional<LostSpan>> SqliteEpochs::lost(std::int64_t now) {
  return m_connection.guarded<std::optional<LostSpan>>([&](Database& db) -> std::optional<LostSpan> {
    Statement s(db, "SELECT min(known_until), max(restored_at) FROM epochs WHERE unsure_until > ?");
    if (!s.with(now).step() || s.isNull(0)) {
      return std::nullopt;
    }
    return LostSpan{s.number(0), s.number(1)};
  });
}

std::int64_t SqliteEpochs::currentNumber(Database& database) {
  return database.number("SELECT max(number) FROM epochs");
}

void SqliteEpochs::noteReceived(Database& database, std::int64_t receivedAt) {
  database.run("UPDATE epochs SET backed_up_to = ?1 - 1 WHERE backed_up_to >= ?1", receivedAt);
}

}  // namespace xiaowu::platform::sqlite
