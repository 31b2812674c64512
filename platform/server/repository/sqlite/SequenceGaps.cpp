#include "platform/server/repository/sqlite/SequenceGaps.h"

namespace xiaowu::platform::sqlite {
namespace {

using storage::Database;
using storage::Statement;

void addGap(Database& db, const std::string& kioskId, std::int64_t from, std::int64_t to) {
  Statement(db, "INSERT INTO seq_gaps(kiosk_id, first_seq, last_seq) VALUES(?, ?, ?)")
      .with(kioskId, from, to)
      .finish();
}

void splitGap(Database& db, const std::string& kioskId, std::int64_t seq) {
  Statement around(
      db, "SELECT first_seq, last_seq FROM seq_gaps WHERE kiosk_id = ? AND first_seq <= ? AND last_seq >= ?");
  if (!around.with(kioskId, seq, seq).step()) {
    return;
  }
  const auto from = around.number(0);
  const auto to = around.number(1);
  around.finish();
  Statement(db, "DELETE FROM seq_gaps WHERE kiosk_id = ? AND first_seq = ?").with(kioskId, from).finish();
  if (from < seq) {
    addGap(db, kioskId, from, seq - 1);
  }
  if (seq < to) {
    addGap(db, kioskId, seq + 1, to);
  }
}

}  // namespace

void noteSequence(Database& db, const std::string& kioskId, std::int64_t seq) {
  Statement known(db, "SELECT last_seq FROM kiosks WHERE kiosk_id = ?");
  known.with(kioskId).step();
  const auto last = known.number(0);
  if (seq <= last) {
    splitGap(db, kioskId, seq);
    return;
  }
  if (seq > last + 1) {
    addGap(db, kioskId, last + 1, seq - 1);
  }
  Statement(db, "UPDATE kiosks SET last_seq = ? WHERE kiosk_id = ?").with(seq, kioskId).finish();
}

}  // namespace xiaowu::platform::sqlite
