#include "app/outbox/internal/Schema.h"

#include <array>

namespace xiaowu::outbox {

namespace {

// Times are microseconds since 1970 UTC. state: 0 ready, 1 leased, 2 acknowledged, 3 dead.
constexpr std::string_view kVersion1 = R"(
CREATE TABLE submissions(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  service TEXT NOT NULL,
  key_id TEXT NOT NULL,
  sealed_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL CHECK(length(manifest_sha256) = 64),
  signature BLOB NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK(state BETWEEN 0 AND 3),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  last_error TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  case_number TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  receipt TEXT,
  settled_at INTEGER,
  purged_at INTEGER,
  CHECK((state = 2) = (receipt IS NOT NULL))) STRICT;
CREATE INDEX submissions_due ON submissions(next_at) WHERE state IN (0, 1);
CREATE TABLE parts(
  seq INTEGER NOT NULL REFERENCES submissions(seq),
  part INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  PRIMARY KEY(seq, part)) STRICT, WITHOUT ROWID;
CREATE TABLE drafts(
  case_id BLOB PRIMARY KEY CHECK(length(case_id) = 16),
  lookup BLOB NOT NULL CHECK(length(lookup) = 32),
  sealed BLOB NOT NULL,
  saved_at INTEGER NOT NULL) STRICT;
CREATE INDEX drafts_lookup ON drafts(lookup);
)";

constexpr std::string_view kVersion2 = R"(
CREATE TABLE reports(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  path TEXT NOT NULL,
  json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK(state IN (0, 1, 3)),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  last_error TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE prints(
  job_id BLOB PRIMARY KEY CHECK(length(job_id) = 16),
  what TEXT NOT NULL,
  sheets INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  sheets_out INTEGER,
  code TEXT,
  settled_at INTEGER) STRICT;
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

// held: the last attempt ended with something that people must remove.
constexpr std::string_view kVersion3 = R"(
ALTER TABLE submissions ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK(held IN (0, 1));
ALTER TABLE reports ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK(held IN (0, 1));
)";

// Copies of delivered submissions: when the platform received them, by its clock, and when they are to be
// offered to it. Commands of the platform that were done, told to it until it has heard.
constexpr std::string_view kVersion4 = R"(
ALTER TABLE submissions ADD COLUMN received_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE submissions ADD COLUMN offer_at INTEGER;
ALTER TABLE submissions ADD COLUMN offers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE submissions ADD COLUMN offer_error TEXT NOT NULL DEFAULT '';
UPDATE submissions SET received_at = coalesce(settled_at, 0);
CREATE INDEX submissions_offered ON submissions(offer_at) WHERE offer_at IS NOT NULL;
CREATE INDEX submissions_copies ON submissions(received_at) WHERE state = 2 AND purged_at IS NULL;
CREATE TABLE commands(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  outcome TEXT NOT NULL,
  items INTEGER NOT NULL,
  done_at INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0 CHECK(told IN (0, 1))) STRICT, WITHOUT ROWID;
)";

constexpr std::array<std::string_view, 4> kSteps{kVersion1, kVersion2, kVersion3, kVersion4};

}  // namespace

std::span<const std::string_view> schemaSteps() {
  return kSteps;
}

}  // namespace xiaowu::outbox
