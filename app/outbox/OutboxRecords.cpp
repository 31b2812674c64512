// The small durable records beside the queue: reports, drafts, the print journal, settings.
#include "app/outbox/Database.h"
#include "app/outbox/Outbox.h"

#include <algorithm>

namespace xiaowu::outbox {

namespace {

constexpr std::size_t kLookupBytes = 32;

tl::unexpected<Error> invalid(std::string_view what) {
  return fail(errors::kInvalid, Fault::Bug, std::string(what));
}

Uuid uuidOf(const Bytes& blob) {
  std::array<std::uint8_t, 16> id{};
  std::copy_n(blob.begin(), std::min(blob.size(), id.size()), id.begin());
  return Uuid(id);
}

WallTime timeOf(std::int64_t micros) {
  return WallTime{std::chrono::microseconds{micros}};
}

}  // namespace

Result<void> Outbox::enqueueReport(const Uuid& id, std::string_view path, std::string_view json) {
  if (id.isNull() || !path.starts_with("/v1/") || json.empty()) {
    return invalid("report");
  }
  const std::int64_t now = toUnixMicros(m_clock.wall());
  const auto inserted = m_db->run(
      "INSERT INTO reports(id, path, json, created_at, next_at) VALUES(?1, ?2, ?3, ?4, ?4) ON CONFLICT DO "
      "NOTHING",
      {ByteView(id.bytes()), path, json, now});
  if (!inserted) {
    return fail(inserted.error());
  }
  if (*inserted > 0) {
    reached("report.enqueued");
    return {};
  }
  const auto same = m_db->number("SELECT count(*) FROM reports WHERE id = ? AND path = ? AND json = ?",
                                 {ByteView(id.bytes()), path, json});
  if (!same) {
    return fail(same.error());
  }
  if (*same == 0) {
    return fail(errors::kConflict, Fault::Bug, "other report under the same id");
  }
  return {};
}

Result<void> Outbox::saveDraft(ByteView lookup, const Uuid& caseId, ByteView sealedBlob, WallTime savedAt) {
  if (lookup.size() != kLookupBytes || caseId.isNull() || sealedBlob.empty()) {
    return invalid("draft");
  }
  const auto space = spaceState(sealedBlob.size() + m_options.reserveBytes);
  if (!space) {
    return fail(space.error());
  }
  if (!space->enough) {
    return fail(errors::kDiskFull, Fault::ServiceUnavailable,
                "free bytes: " + std::to_string(space->freeBytes));
  }
  // A submitted case has no draft: a late save must not bring back what the resident has already handed in.
  const auto saved = m_db->run(
      "INSERT INTO drafts(case_id, lookup, sealed, saved_at) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS(SELECT 1 "
      "FROM submissions WHERE id = ?1) "
      "ON CONFLICT(case_id) DO UPDATE SET lookup = excluded.lookup, sealed = excluded.sealed, saved_at = "
      "excluded.saved_at",
      {ByteView(caseId.bytes()), lookup, sealedBlob, toUnixMicros(savedAt)});
  if (!saved) {
    return fail(saved.error());
  }
  if (*saved == 0) {
    return fail(errors::kConflict, Fault::Bug, "this case is submitted");
  }
  reached("draft.saved");
  return {};
}

Result<std::optional<Draft>> Outbox::findDraft(ByteView lookup) const {
  if (lookup.size() != kLookupBytes) {
    return invalid("lookup");
  }
  std::optional<Draft> draft;
  const std::int64_t since = toUnixMicros(m_clock.wall() - m_options.draftLife);
  auto read = m_db->each(
      "SELECT case_id, sealed, saved_at FROM drafts WHERE lookup = ? AND saved_at > ? ORDER BY saved_at "
      "DESC, case_id DESC LIMIT 1",
      {lookup, since},
      [&](const Row& row) { draft = Draft{uuidOf(row.blob(0)), row.blob(1), timeOf(row.integer(2))}; });
  if (!read) {
    return fail(read.error());
  }
  return draft;
}

Result<void> Outbox::removeDraft(const Uuid& caseId) {
  const auto done = m_db->run("DELETE FROM drafts WHERE case_id = ?", {ByteView(caseId.bytes())});
  if (!done) {
    return fail(done.error());
  }
  reached("draft.removed");
  return {};
}

Result<int> Outbox::purgeDrafts() {
  return m_db->run("DELETE FROM drafts WHERE saved_at <= ?",
                   {toUnixMicros(m_clock.wall() - m_options.draftLife)});
}

Result<void> Outbox::printStarted(const Uuid& jobId, std::string_view what, int sheets) {
  if (jobId.isNull() || what.empty() || sheets < 0) {
    return invalid("print");
  }
  const auto done = m_db->run(
      "INSERT INTO prints(job_id, what, sheets, started_at) VALUES(?,?,?,?)",
      {ByteView(jobId.bytes()), what, static_cast<std::int64_t>(sheets), toUnixMicros(m_clock.wall())});
  if (!done) {
    return fail(done.error());
  }
  reached("print.started");
  return {};
}

Result<void> Outbox::printSettled(const Uuid& jobId, int sheetsOut, std::string_view code) {
  const auto done = m_db->run(
      "UPDATE prints SET sheets_out = ?, code = ?, settled_at = ? WHERE job_id = ? AND settled_at IS NULL",
      {static_cast<std::int64_t>(sheetsOut), code, toUnixMicros(m_clock.wall()), ByteView(jobId.bytes())});
  if (!done) {
    return fail(done.error());
  }
  if (*done == 0) {
    return fail(errors::kUnknown, Fault::Bug, "no such print under way");
  }
  reached("print.settled");
  return {};
}

Result<std::vector<UnsettledPrint>> Outbox::unsettledPrints() const {
  std::vector<UnsettledPrint> prints;
  auto read = m_db->each(
      "SELECT job_id, what, sheets, started_at FROM prints WHERE settled_at IS NULL ORDER BY started_at, "
      "job_id",
      {}, [&](const Row& row) {
        prints.push_back(
            {uuidOf(row.blob(0)), row.text(1), static_cast<int>(row.integer(2)), timeOf(row.integer(3))});
      });
  if (!read) {
    return fail(read.error());
  }
  return prints;
}

Result<void> Outbox::setSetting(std::string_view key, std::string_view value) {
  const auto done = m_db->run(
      "INSERT INTO settings(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
      {key, value});
  if (!done) {
    return fail(done.error());
  }
  reached("setting.stored");
  return {};
}

Result<std::optional<std::string>> Outbox::setting(std::string_view key) const {
  std::optional<std::string> value;
  auto read = m_db->each("SELECT value FROM settings WHERE key = ?", {key},
                         [&](const Row& row) { value = row.text(0); });
  if (!read) {
    return fail(read.error());
  }
  return value;
}

}  // namespace xiaowu::outbox
