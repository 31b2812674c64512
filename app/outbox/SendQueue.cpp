#include "app/outbox/SendQueue.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Rows.h"
#include "app/outbox/internal/Store.h"
#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/storage/Failure.h"
#include "core/storage/Transaction.h"

#include <algorithm>

namespace xiaowu::outbox {

namespace {

constexpr std::chrono::hours kDelayMax{24};
constexpr std::chrono::hours kCommandsRemembered{90 * 24};
constexpr std::array kTables{"submissions", "reports"};  // exactly one of them knows an id

constexpr std::string_view kRequeued =
    "state = CASE state WHEN 1 THEN 1 ELSE 0 END, attempts = 0, held = 0, next_at = ? WHERE (state = 3 OR "
    "(state IN (0, 1) AND held = 1))";

using storage::guarded;
using storage::Statement;

std::string update(std::string_view table, std::string_view change) {
  return "UPDATE " + std::string(table) + " SET " + std::string(change);
}

ItemKind kindOf(const Statement& row) {
  return row.number(0) == 0 ? ItemKind::Submission : ItemKind::Report;
}

bool isOutcome(SubmissionState state) {
  constexpr std::array kOutcomes{SubmissionState::Accepted, SubmissionState::Approved,
                                 SubmissionState::AlreadySubmitted, SubmissionState::Returned};
  return std::find(kOutcomes.begin(), kOutcomes.end(), state) != kOutcomes.end();
}

/// "database-lost 2026-11-21T08:30:00.000Z".
std::optional<std::pair<std::string, WallTime>> readLoss(const std::string& text) {
  const auto space = text.find(' ');
  if (space == std::string::npos) {
    return std::nullopt;
  }
  const auto at = parseRfc3339(text.substr(space + 1));
  if (!at) {
    return std::nullopt;
  }
  return std::pair(text.substr(0, space), *at);
}

}  // namespace

Result<void> SendQueue::enqueueReport(const Uuid& id, std::string_view path, std::string_view json) {
  if (id.isNull() || !path.starts_with("/v1/") || json.empty()) {
    return failInvalid("report");
  }
  return guarded<void>(kStorageCodes, [&]() -> Result<void> {
    auto& database = m_store.database();
    const int inserted = database.run(
        "INSERT INTO reports(id, path, json, created_at, next_at) VALUES(?1, ?2, ?3, ?4, ?4) ON CONFLICT DO "
        "NOTHING",
        blobOf(id), path, json, m_store.now());
    if (inserted > 0) {
      m_store.reached("report.enqueued");
      return {};
    }
    const auto same = database.number("SELECT count(*) FROM reports WHERE id = ? AND path = ? AND json = ?",
                                      blobOf(id), path, json);
    if (same == 0) {
      return fail(errors::kConflict, Fault::Bug, "other report under the same id");
    }
    return {};
  });
}

Result<std::vector<DueItem>> SendQueue::due(WallTime now, int limit) const {
  return guarded<std::vector<DueItem>>(kStorageCodes, [&] {
    std::vector<DueItem> items;
    Statement rows(
        m_store.database(),
        "SELECT 0, id, attempts, next_at FROM submissions WHERE state = 0 AND (next_at <= ?1 OR next_at > "
        "?2) "
        "UNION ALL "
        "SELECT 1, id, attempts, next_at FROM reports WHERE state = 0 AND (next_at <= ?1 OR next_at > ?2) "
        "ORDER BY 4, 2 LIMIT ?3");
    rows.with(toUnixMicros(now), toUnixMicros(now + kDelayMax), limit);
    while (rows.step()) {
      items.push_back({kindOf(rows), uuidOf(rows.blob(1)), rows.integer(2)});
    }
    return items;
  });
}

Result<std::optional<WallTime>> SendQueue::nextDueAt() const {
  return guarded<std::optional<WallTime>>(kStorageCodes, [&]() -> std::optional<WallTime> {
    Statement row(
        m_store.database(),
        "SELECT min(next_at) FROM (SELECT next_at FROM submissions WHERE state = 0 UNION ALL SELECT "
        "next_at FROM reports WHERE state = 0)");
    if (!row.step() || row.isNull(0)) {
      return std::nullopt;
    }
    return timeOf(row.number(0));
  });
}

Result<Manifest> SendQueue::leaseSubmission(const Uuid& id) {
  auto leased = guarded<Manifest>(kStorageCodes, [&]() -> Result<Manifest> {
    auto& database = m_store.database();
    auto manifest = manifestOf(database, m_store.options().kioskId, id);
    if (!manifest) {
      return failUnknown();
    }
    if (database.run("UPDATE submissions SET state = 1 WHERE id = ? AND state = 0", blobOf(id)) == 0) {
      return failUnknown();
    }
    return std::move(*manifest);
  });
  if (leased) {
    m_store.reached("item.leased");
  }
  return leased;
}

Result<Report> SendQueue::leaseReport(const Uuid& id) {
  auto leased = guarded<Report>(kStorageCodes, [&]() -> Result<Report> {
    auto& database = m_store.database();
    if (database.run("UPDATE reports SET state = 1 WHERE id = ? AND state = 0", blobOf(id)) == 0) {
      return failUnknown();
    }
    Statement row(database, "SELECT path, json, attempts FROM reports WHERE id = ?");
    if (!row.with(blobOf(id)).step()) {
      return failUnknown();
    }
    return Report{id, row.text(0), row.text(1), row.integer(2)};
  });
  if (leased) {
    m_store.reached("item.leased");
  }
  return leased;
}

Result<void> SendQueue::release(const Uuid& id) {
  return guarded<void>(kStorageCodes, [&]() -> Result<void> {
    for (const auto* table : kTables) {
      const auto sql = update(table, "state = 0 WHERE id = ? AND state = 1");
      if (m_store.database().run(sql, blobOf(id)) > 0) {
        return {};
      }
    }
    return failUnknown();
  });
}

Result<int> SendQueue::releaseAll() {
  return guarded<int>(kStorageCodes, [&] {
    int released = 0;
    for (const auto* table : kTables) {
      released += m_store.database().run(update(table, "state = 0 WHERE state = 1"));
    }
    return released;
  });
}

Result<void> SendQueue::markAcknowledged(const Uuid& id, const Acknowledgement& acknowledgement) {
  if (!isOutcome(acknowledgement.state)) {
    return failInvalid("not an outcome of a receipt");
  }
  const auto changed = guarded<int>(kStorageCodes, [&]() -> Result<int> {
    auto& database = m_store.database();
    const int rows = storeAcknowledgement(database, id, acknowledgement, m_store.now());
    if (rows == 0 && database.number("SELECT count(*) FROM submissions WHERE id = ?", blobOf(id)) == 0) {
      return failUnknown();
    }
    return rows;
  });
  if (!changed) {
    return fail(changed.error());
  }
  if (*changed == 0) {
    return {};
  }
  m_store.reached("receipt.stored");
  // Beside the parts too: should the database be lost, they are not sent again. If it cannot be written, they
  // are, and the platform gives the same receipt.
  if (auto noted = m_store.cases().writeReceipt(id, acknowledgement); !noted) {
    qCWarning(logOutbox, "a receipt is not kept beside its parts: %s", describe(noted.error()).c_str());
  }
  m_store.reached("receipt.noted");
  return {};
}

Result<void> SendQueue::markReportSent(const Uuid& id) {
  return guarded<void>(kStorageCodes, [&] {
    if (m_store.database().run("DELETE FROM reports WHERE id = ?", blobOf(id)) > 0) {
      m_store.reached("report.settled");
    }
  });
}

Result<void> SendQueue::changeOpenItem(const Uuid& id, std::string_view change, std::string_view code,
                                       WallTime at, std::string_view point) {
  return guarded<void>(kStorageCodes, [&]() -> Result<void> {
    for (const auto* table : kTables) {
      const auto sql = update(table, change) + " WHERE id = ?3 AND state IN (0, 1)";
      if (m_store.database().run(sql, code, toUnixMicros(at), blobOf(id)) > 0) {
        m_store.reached(point);
        return {};
      }
    }
    return failUnknown();
  });
}

Result<void> SendQueue::markRetry(const Uuid& id, std::string_view code, WallTime nextAt, bool held) {
  const auto at = std::min(nextAt, m_store.clock().wall() + kDelayMax);
  const std::string change = "state = 0, attempts = attempts + 1, last_error = ?1, next_at = ?2, held = ";
  return changeOpenItem(id, change + (held ? "1" : "0"), code, at, "item.retry");
}

Result<void> SendQueue::markDead(const Uuid& id, std::string_view code) {
  return changeOpenItem(id, "state = 3, held = 0, attempts = attempts + 1, last_error = ?1, next_at = ?2",
                        code, m_store.clock().wall(), "item.dead");
}

int SendQueue::requeueRows(const std::optional<Uuid>& item) {
  auto& database = m_store.database();
  int changed = 0;
  for (const auto* table : kTables) {
    const auto sql = update(table, kRequeued);
    changed += item ? database.run(sql + " AND id = ?", m_store.now(), blobOf(*item))
                    : database.run(sql, m_store.now());
  }
  const auto copies =
      update("submissions", "offer_at = ?, offers = 0, offer_error = '' WHERE offer_error <> ''");
  changed += item ? database.run(copies + " AND id = ?", m_store.now(), blobOf(*item))
                  : database.run(copies, m_store.now());
  return changed;
}

Result<void> SendQueue::requeue(const Uuid& id) {
  return guarded<void>(
      kStorageCodes, [&]() -> Result<void> { return requeueRows(id) > 0 ? Result<void>{} : failUnknown(); });
}

Result<int> SendQueue::requeueAll() {
  return guarded<int>(kStorageCodes, [&] { return requeueRows(std::nullopt); });
}

Result<int> SendQueue::requeueFor(const Uuid& command, const std::optional<Uuid>& item) {
  const auto items = guarded<int>(kStorageCodes, [&] {
    auto& database = m_store.database();
    storage::Transaction transaction(database);
    Statement before(database, "SELECT items FROM commands WHERE id = ?");
    int count = 0;
    if (before.with(blobOf(command)).step()) {
      count = before.integer(0);
      before.finish();
      database.run("UPDATE commands SET told = 0 WHERE id = ?", blobOf(command));
    } else {
      count = requeueRows(item);
      database.run("INSERT INTO commands(id, outcome, items, done_at) VALUES(?, 'done', ?, ?)",
                   blobOf(command), count, m_store.now());
    }
    transaction.commit();
    return count;
  });
  if (items) {
    m_store.reached("command.done");
  }
  return items;
}

Result<void> SendQueue::noteUnknownCommand(const Uuid& command) {
  return guarded<void>(kStorageCodes, [&] {
    m_store.database().run(
        "INSERT INTO commands(id, outcome, items, done_at) VALUES(?, 'unknown', 0, ?) ON CONFLICT DO UPDATE "
        "SET told = 0",
        blobOf(command), m_store.now());
  });
}

Result<std::vector<CommandDone>> SendQueue::commandsToTell() const {
  return guarded<std::vector<CommandDone>>(kStorageCodes, [&] {
    std::vector<CommandDone> commands;
    Statement rows(m_store.database(),
                   "SELECT id, outcome, items FROM commands WHERE told = 0 ORDER BY done_at, id LIMIT 20");
    while (rows.step()) {
      commands.push_back({uuidOf(rows.blob(0)), rows.text(1) == "done", rows.integer(2)});
    }
    return commands;
  });
}

Result<void> SendQueue::commandsTold(const std::vector<CommandDone>& commands) {
  return guarded<void>(kStorageCodes, [&] {
    auto& database = m_store.database();
    storage::Transaction transaction(database);
    for (const auto& command : commands) {
      database.run("UPDATE commands SET told = 1 WHERE id = ?", blobOf(command.id));
    }
    database.run("DELETE FROM commands WHERE told = 1 AND done_at < ?",
                 toUnixMicros(m_store.clock().wall() - kCommandsRemembered));
    transaction.commit();
  });
}

Result<int> SendQueue::hasten(const std::vector<std::string_view>& lastCodes) {
  return guarded<int>(kStorageCodes, [&] {
    int changed = 0;
    for (const auto* table : kTables) {
      const auto sql = update(table, "next_at = ?1 WHERE state = 0 AND last_error = ?2 AND next_at > ?1");
      for (const auto code : lastCodes) {
        changed += m_store.database().run(sql, m_store.now(), code);
      }
    }
    return changed;
  });
}

Result<std::vector<DeadLetter>> SendQueue::deadLetters() const {
  return lettersWhere("state = 3");
}

Result<std::vector<DeadLetter>> SendQueue::stuck() const {
  return lettersWhere("state = 3 OR (state IN (0, 1) AND held = 1)");
}

Result<std::vector<DeadLetter>> SendQueue::lettersWhere(std::string_view condition) const {
  return guarded<std::vector<DeadLetter>>(kStorageCodes, [&] {
    std::vector<DeadLetter> letters;
    const std::string where(condition);
    Statement rows(m_store.database(),
                   "SELECT 0, id, service, last_error, attempts, created_at, state FROM submissions WHERE " +
                       where +
                       " UNION ALL SELECT 1, id, path, last_error, attempts, created_at, state FROM reports "
                       "WHERE " +
                       where + " ORDER BY 6, 2");
    while (rows.step()) {
      letters.push_back({kindOf(rows), uuidOf(rows.blob(1)), rows.text(2), rows.text(3), rows.integer(4),
                         timeOf(rows.number(5)), rows.number(6) == 3});
    }
    return letters;
  });
}

Result<void> SendQueue::noteLossRead() {
  return guarded<void>(kStorageCodes,
                       [&] { m_store.database().run("DELETE FROM settings WHERE key = 'outbox.loss'"); });
}

Result<Statistics> SendQueue::statistics() const {
  return guarded<Statistics>(kStorageCodes, [&] {
    Statistics statistics;
    Statement row(m_store.database(),
                  "SELECT (SELECT count(*) FROM submissions WHERE state IN (0, 1)), (SELECT count(*) FROM "
                  "reports WHERE "
                  "state IN (0, 1)), "
                  "(SELECT count(*) FROM submissions WHERE state = 3) + (SELECT count(*) FROM reports WHERE "
                  "state = 3), "
                  "(SELECT min(created_at) FROM submissions WHERE state IN (0, 1)), "
                  "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'submissions'), 0), (SELECT "
                  "coalesce(sum(size), 0) FROM parts), "
                  "(SELECT count(*) FROM submissions WHERE state IN (0, 1) AND held = 1) + (SELECT count(*) "
                  "FROM reports WHERE state IN (0, 1) AND held = 1), "
                  "(SELECT value FROM settings WHERE key = 'outbox.loss')");
    row.step();
    statistics.pending = row.integer(0);
    statistics.pendingReports = row.integer(1);
    statistics.deadLetters = row.integer(2);
    if (!row.isNull(3)) {
      const auto age = m_store.clock().wall() - timeOf(row.number(3));
      statistics.oldestAge =
          std::max(std::chrono::duration_cast<std::chrono::seconds>(age), std::chrono::seconds::zero());
    }
    statistics.lastSeq = row.number(4);
    statistics.bytes = row.number(5);
    statistics.held = row.integer(6);
    statistics.unexplainedParts = m_store.report().unexplainedParts;
    if (const auto told = readLoss(row.text(7))) {
      statistics.loss = told->first;
      statistics.lossAt = told->second;
    }
    return statistics;
  });
}

}  // namespace xiaowu::outbox
