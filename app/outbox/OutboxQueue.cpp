// The queue half of the outbox: what is due, leases, outcomes, statistics.
#include "app/outbox/Database.h"
#include "app/outbox/Outbox.h"
#include "app/outbox/PartStore.h"
#include "core/crypto/Sealing.h"

#include <algorithm>

namespace xiaowu::outbox {

namespace {

constexpr std::chrono::hours kDelayMax{24};

Uuid uuidOf(const Bytes& blob) {
  std::array<std::uint8_t, 16> id{};
  std::copy_n(blob.begin(), std::min(blob.size(), id.size()), id.begin());
  return Uuid(id);
}

WallTime timeOf(std::int64_t micros) {
  return WallTime{std::chrono::microseconds{micros}};
}

tl::unexpected<Error> unknown() {
  return fail(errors::kUnknown, Fault::Bug, "no such item in this state");
}

SubmissionState stateFrom(std::int64_t state, std::string_view outcome) {
  if (state == 0) {
    return SubmissionState::Stored;
  }
  if (state == 1) {
    return SubmissionState::Sending;
  }
  if (state == 3) {
    return SubmissionState::Dead;
  }
  for (const auto settled :
       {SubmissionState::Approved, SubmissionState::AlreadySubmitted, SubmissionState::Returned}) {
    if (outcome == stateName(settled)) {
      return settled;
    }
  }
  return SubmissionState::Accepted;
}

}  // namespace

std::string_view stateName(SubmissionState state) {
  switch (state) {
    case SubmissionState::Stored: return "stored";
    case SubmissionState::Sending: return "sending";
    case SubmissionState::Uploaded: return "uploaded";
    case SubmissionState::Accepted: return "accepted";
    case SubmissionState::Approved: return "approved";
    case SubmissionState::AlreadySubmitted: return "alreadySubmitted";
    case SubmissionState::Returned: return "returned";
    case SubmissionState::Dead: return "dead";
  }
  return "stored";
}

Result<SubmissionStatus> Outbox::stateOf(const Uuid& id) const {
  std::optional<SubmissionStatus> found;
  auto read = m_db->each(
      "SELECT state, outcome, seq, case_number, reason, last_error, attempts, created_at FROM submissions "
      "WHERE id = ?",
      {ByteView(id.bytes())}, [&](const Row& row) {
        found = SubmissionStatus{stateFrom(row.integer(0), row.text(1)),
                                 row.integer(2),
                                 row.text(3),
                                 row.text(4),
                                 row.text(5),
                                 static_cast<int>(row.integer(6)),
                                 timeOf(row.integer(7))};
      });
  if (!read) {
    return fail(read.error());
  }
  if (!found) {
    return unknown();
  }
  return *found;
}

Result<Bytes> Outbox::readPart(const Uuid& id, std::size_t index) const {
  std::string expected;
  auto read =
      m_db->each("SELECT p.sha256 FROM parts p JOIN submissions s USING(seq) WHERE s.id = ? AND p.part = ?",
                 {ByteView(id.bytes()), static_cast<std::int64_t>(index)},
                 [&](const Row& row) { expected = row.text(0); });
  if (!read) {
    return fail(read.error());
  }
  if (expected.empty()) {
    return unknown();
  }
  auto content = m_parts->read(id, index);
  if (!content || toHex(crypto::sha256(*content)) != expected) {
    return fail(errors::kPartDamaged, Fault::AttendantNeeded,
                content ? "hash differs" : content.error().detail);
  }
  return content;
}

Result<std::vector<DueItem>> Outbox::due(WallTime now, int limit) const {
  std::vector<DueItem> items;
  const std::int64_t at = toUnixMicros(now);
  const std::int64_t farAhead = toUnixMicros(now + kDelayMax);
  auto read = m_db->each(
      "SELECT 0, id, attempts, next_at FROM submissions WHERE state = 0 AND (next_at <= ?1 OR next_at > ?2) "
      "UNION ALL "
      "SELECT 1, id, attempts, next_at FROM reports WHERE state = 0 AND (next_at <= ?1 OR next_at > ?2) "
      "ORDER BY 4, 2 LIMIT ?3",
      {at, farAhead, static_cast<std::int64_t>(limit)}, [&](const Row& row) {
        items.push_back({row.integer(0) == 0 ? ItemKind::Submission : ItemKind::Report, uuidOf(row.blob(1)),
                         static_cast<int>(row.integer(2))});
      });
  if (!read) {
    return fail(read.error());
  }
  return items;
}

Result<std::optional<WallTime>> Outbox::nextDueAt() const {
  std::optional<WallTime> next;
  auto read = m_db->each(
      "SELECT min(next_at) FROM (SELECT next_at FROM submissions WHERE state = 0 UNION ALL SELECT next_at "
      "FROM reports WHERE state = 0)",
      {}, [&](const Row& row) {
        if (!row.isNull(0)) {
          next = timeOf(row.integer(0));
        }
      });
  if (!read) {
    return fail(read.error());
  }
  return next;
}

Result<Manifest> Outbox::manifestOf(const Uuid& id) const {
  std::optional<Manifest> manifest;
  auto read = m_db->each(
      "SELECT seq, service, key_id, sealed_key, created_at, signature FROM submissions WHERE id = ?",
      {ByteView(id.bytes())}, [&](const Row& row) {
        manifest = Manifest{m_options.kioskId, row.integer(0),         id, row.text(1), row.text(2),
                            row.blob(3),       timeOf(row.integer(4)), {}, row.blob(5)};
      });
  if (!read) {
    return fail(read.error());
  }
  if (!manifest) {
    return unknown();
  }
  read = m_db->each("SELECT size, sha256 FROM parts WHERE seq = ? ORDER BY part", {manifest->seq},
                    [&](const Row& row) { manifest->parts.push_back({row.integer(0), row.text(1)}); });
  if (!read) {
    return fail(read.error());
  }
  return *manifest;
}

Result<Manifest> Outbox::leaseSubmission(const Uuid& id) {
  auto manifest = manifestOf(id);
  if (!manifest) {
    return manifest;
  }
  const auto leased =
      m_db->run("UPDATE submissions SET state = 1 WHERE id = ? AND state = 0", {ByteView(id.bytes())});
  if (!leased) {
    return fail(leased.error());
  }
  if (*leased == 0) {
    return unknown();
  }
  reached("item.leased");
  return manifest;
}

Result<Report> Outbox::leaseReport(const Uuid& id) {
  const auto leased =
      m_db->run("UPDATE reports SET state = 1 WHERE id = ? AND state = 0", {ByteView(id.bytes())});
  if (!leased) {
    return fail(leased.error());
  }
  if (*leased == 0) {
    return unknown();
  }
  Report report;
  auto read = m_db->each("SELECT path, json, attempts FROM reports WHERE id = ?", {ByteView(id.bytes())},
                         [&](const Row& row) {
                           report = Report{id, row.text(0), row.text(1), static_cast<int>(row.integer(2))};
                         });
  if (!read) {
    return fail(read.error());
  }
  reached("item.leased");
  return report;
}

Result<void> Outbox::release(const Uuid& id) {
  for (const auto* table : {"submissions", "reports"}) {
    const auto done = m_db->run(std::string("UPDATE ") + table + " SET state = 0 WHERE id = ? AND state = 1",
                                {ByteView(id.bytes())});
    if (!done) {
      return fail(done.error());
    }
    if (*done > 0) {
      return {};
    }
  }
  return unknown();
}

Result<void> Outbox::markAcknowledged(const Uuid& id, const Acknowledgement& acknowledgement) {
  const auto state = acknowledgement.state;
  constexpr std::array kOutcomes{SubmissionState::Accepted, SubmissionState::Approved,
                                 SubmissionState::AlreadySubmitted, SubmissionState::Returned};
  if (std::find(kOutcomes.begin(), kOutcomes.end(), state) == kOutcomes.end()) {
    return fail(errors::kInvalid, Fault::Bug, "not an outcome of a receipt");
  }
  // A receipt also brings back a dead letter: the platform has the submission, whatever an answer said
  // before. The first receipt stays.
  const auto done = m_db->run(
      "UPDATE submissions SET state = 2, outcome = ?, case_number = ?, reason = ?, receipt = ?, settled_at = "
      "?, last_error = '' "
      "WHERE id = ? AND state <> 2",
      {stateName(state), acknowledgement.caseNumber, acknowledgement.reason, acknowledgement.receiptJson,
       toUnixMicros(m_clock.wall()), ByteView(id.bytes())});
  if (!done) {
    return fail(done.error());
  }
  if (*done == 0) {
    const auto known = stateOf(id);
    if (!known) {
      return fail(known.error());
    }
    return {};
  }
  reached("receipt.stored");
  return {};
}

Result<void> Outbox::markReportSent(const Uuid& id) {
  const auto done = m_db->run("DELETE FROM reports WHERE id = ?", {ByteView(id.bytes())});
  if (!done) {
    return fail(done.error());
  }
  if (*done > 0) {
    reached("report.settled");
  }
  return {};
}

/// One statement per table; exactly one of them knows the id.
Result<void> Outbox::changeOpenItem(const Uuid& id, std::string_view change, std::string_view code,
                                    WallTime at, std::string_view point) {
  for (const auto* table : {"submissions", "reports"}) {
    const std::string sql =
        std::string("UPDATE ") + table + " SET " + std::string(change) + " WHERE id = ?3 AND state IN (0, 1)";
    const auto done = m_db->run(sql, {code, toUnixMicros(at), ByteView(id.bytes())});
    if (!done) {
      return fail(done.error());
    }
    if (*done == 0) {
      continue;
    }
    reached(point);
    return {};
  }
  return unknown();
}

Result<void> Outbox::markRetry(const Uuid& id, std::string_view code, WallTime nextAt) {
  const auto at = std::min(nextAt, m_clock.wall() + kDelayMax);
  return changeOpenItem(id, "state = 0, attempts = attempts + 1, last_error = ?1, next_at = ?2", code, at,
                        "item.retry");
}

Result<void> Outbox::markDead(const Uuid& id, std::string_view code) {
  return changeOpenItem(id, "state = 3, attempts = attempts + 1, last_error = ?1, next_at = ?2", code,
                        m_clock.wall(), "item.dead");
}

Result<void> Outbox::requeueDead(const Uuid& id) {
  for (const auto* table : {"submissions", "reports"}) {
    const auto done = m_db->run(std::string("UPDATE ") + table +
                                    " SET state = 0, attempts = 0, next_at = ? WHERE id = ? AND state = 3",
                                {toUnixMicros(m_clock.wall()), ByteView(id.bytes())});
    if (!done) {
      return fail(done.error());
    }
    if (*done > 0) {
      return {};
    }
  }
  return unknown();
}

Result<int> Outbox::hasten(const std::vector<std::string_view>& lastCodes) {
  const std::int64_t now = toUnixMicros(m_clock.wall());
  int changed = 0;
  for (const auto* table : {"submissions", "reports"}) {
    for (const auto code : lastCodes) {
      const auto done =
          m_db->run(std::string("UPDATE ") + table +
                        " SET next_at = ?1 WHERE state = 0 AND last_error = ?2 AND next_at > ?1",
                    {now, code});
      if (!done) {
        return fail(done.error());
      }
      changed += *done;
    }
  }
  return changed;
}

Result<std::vector<DeadLetter>> Outbox::deadLetters() const {
  std::vector<DeadLetter> letters;
  auto read = m_db->each(
      "SELECT 0, id, service, last_error, attempts, created_at FROM submissions WHERE state = 3 UNION ALL "
      "SELECT 1, id, path, last_error, attempts, created_at FROM reports WHERE state = 3 ORDER BY 6, 2",
      {}, [&](const Row& row) {
        letters.push_back({row.integer(0) == 0 ? ItemKind::Submission : ItemKind::Report, uuidOf(row.blob(1)),
                           row.text(2), row.text(3), static_cast<int>(row.integer(4)),
                           timeOf(row.integer(5))});
      });
  if (!read) {
    return fail(read.error());
  }
  return letters;
}

Result<Statistics> Outbox::statistics() const {
  Statistics statistics;
  auto read = m_db->each(
      "SELECT (SELECT count(*) FROM submissions WHERE state IN (0, 1)), (SELECT count(*) FROM reports WHERE "
      "state IN (0, 1)), "
      "(SELECT count(*) FROM submissions WHERE state = 3) + (SELECT count(*) FROM reports WHERE state = 3), "
      "(SELECT min(created_at) FROM submissions WHERE state IN (0, 1)), "
      "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'submissions'), 0), (SELECT "
      "coalesce(sum(size), 0) FROM parts)",
      {}, [&](const Row& row) {
        statistics.pending = static_cast<int>(row.integer(0));
        statistics.pendingReports = static_cast<int>(row.integer(1));
        statistics.deadLetters = static_cast<int>(row.integer(2));
        if (!row.isNull(3)) {
          const auto age =
              std::chrono::duration_cast<std::chrono::seconds>(m_clock.wall() - timeOf(row.integer(3)));
          statistics.oldestAge = std::max(age, std::chrono::seconds::zero());
        }
        statistics.lastSeq = row.integer(4);
        statistics.bytes = row.integer(5);
      });
  if (!read) {
    return fail(read.error());
  }
  return statistics;
}

}  // namespace xiaowu::outbox
