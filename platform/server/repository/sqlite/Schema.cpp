#include "platform/server/repository/sqlite/Schema.h"

#include "core/storage/Migration.h"

#include <array>

namespace xiaowu::platform::sqlite {
namespace {

// One entry per version; never edited after a release, only appended to.
constexpr std::array<std::string_view, 10> kMigrations{
    R"(
CREATE TABLE kiosks(kiosk_id TEXT PRIMARY KEY, public_key TEXT NOT NULL, area_code TEXT NOT NULL, enrolled_at BIGINT NOT NULL, last_seq BIGINT NOT NULL);
CREATE TABLE heartbeats(kiosk_id TEXT PRIMARY KEY REFERENCES kiosks(kiosk_id), body TEXT NOT NULL, received_at BIGINT NOT NULL, beats BIGINT NOT NULL);
CREATE TABLE seq_gaps(kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL, PRIMARY KEY(kiosk_id, first_seq));
CREATE TABLE proofs(proof_id TEXT PRIMARY KEY, request_id TEXT NOT NULL, kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), check_code TEXT NOT NULL UNIQUE,
  holder_hash TEXT NOT NULL, holder_masked TEXT NOT NULL, title TEXT NOT NULL, seal_mark TEXT NOT NULL, sheets INTEGER NOT NULL, issued_at BIGINT NOT NULL,
  answer TEXT NOT NULL, printed_at BIGINT, sheets_out INTEGER NOT NULL, UNIQUE(kiosk_id, request_id));
CREATE TABLE parts(submission_id TEXT NOT NULL, part_index INTEGER NOT NULL, sha256 TEXT NOT NULL, kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id),
  size BIGINT NOT NULL, stored_at BIGINT NOT NULL, PRIMARY KEY(submission_id, part_index));
CREATE TABLE submissions(submission_id TEXT PRIMARY KEY, kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), seq BIGINT NOT NULL, service TEXT NOT NULL,
  key_id TEXT NOT NULL, sealed_key TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, state TEXT NOT NULL, case_number TEXT NOT NULL, reason TEXT NOT NULL,
  holder_masked TEXT NOT NULL, received_at BIGINT NOT NULL, receipt TEXT NOT NULL, UNIQUE(kiosk_id, seq));
CREATE TABLE filed_days(applicant_hash TEXT NOT NULL, service TEXT NOT NULL, day TEXT NOT NULL, case_number TEXT NOT NULL,
  PRIMARY KEY(applicant_hash, service, day));
CREATE TABLE case_counters(area_code TEXT NOT NULL, day TEXT NOT NULL, last_number BIGINT NOT NULL, PRIMARY KEY(area_code, day));
CREATE TABLE ratings(rating_id TEXT PRIMARY KEY, kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), service TEXT NOT NULL, case_id TEXT NOT NULL,
  stars INTEGER NOT NULL, rated_at BIGINT NOT NULL, received_at BIGINT NOT NULL);
)",
    R"(
CREATE TABLE staff_checks(check_id TEXT PRIMARY KEY, kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), service TEXT NOT NULL, staff TEXT NOT NULL,
  reason TEXT NOT NULL, confirmed INTEGER NOT NULL, checked_at BIGINT NOT NULL, received_at BIGINT NOT NULL);
)",
    R"(
ALTER TABLE submissions ADD COLUMN approval TEXT NOT NULL DEFAULT '';
CREATE TABLE papers(paper_id TEXT PRIMARY KEY, holder_hash TEXT NOT NULL, submission_id TEXT NOT NULL REFERENCES submissions(submission_id),
  material TEXT NOT NULL, document_type TEXT NOT NULL, trust TEXT NOT NULL, case_number TEXT NOT NULL, received_at BIGINT NOT NULL,
  UNIQUE(submission_id, material));
CREATE INDEX papers_of_holder ON papers(holder_hash, received_at);
)",
    R"(
ALTER TABLE kiosks ADD COLUMN may_compare_faces INTEGER NOT NULL DEFAULT 0;
CREATE TABLE comparisons(kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), request_id TEXT NOT NULL, session_id TEXT NOT NULL, request_sha256 TEXT NOT NULL,
  started_at BIGINT NOT NULL, outcome TEXT NOT NULL, model TEXT NOT NULL, threshold_id TEXT NOT NULL, answered_at BIGINT NOT NULL,
  PRIMARY KEY(kiosk_id, request_id));
CREATE INDEX comparisons_of_session ON comparisons(kiosk_id, session_id);
)",
    R"(
CREATE TABLE audit(audit_id INTEGER PRIMARY KEY, happened_at BIGINT NOT NULL,
  kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), action TEXT NOT NULL, service TEXT NOT NULL,
  way TEXT NOT NULL, staff TEXT NOT NULL, reason TEXT NOT NULL, score_band TEXT NOT NULL,
  outcome TEXT NOT NULL, proof_id TEXT NOT NULL);
CREATE INDEX audit_in_time ON audit(happened_at);
)",
    R"(
CREATE TABLE parts_of_kiosks(submission_id TEXT NOT NULL, part_index INTEGER NOT NULL, sha256 TEXT NOT NULL,
  kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), size BIGINT NOT NULL, stored_at BIGINT NOT NULL,
  PRIMARY KEY(submission_id, kiosk_id, part_index));
INSERT INTO parts_of_kiosks(submission_id, part_index, sha256, kiosk_id, size, stored_at)
  SELECT submission_id, part_index, sha256, kiosk_id, size, stored_at FROM parts;
DROP TABLE parts;
ALTER TABLE parts_of_kiosks RENAME TO parts;
CREATE TABLE unfinished_parts(kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), submission_id TEXT NOT NULL,
  part_index INTEGER NOT NULL, size BIGINT NOT NULL, stored_at BIGINT NOT NULL,
  PRIMARY KEY(kiosk_id, submission_id, part_index));
INSERT INTO unfinished_parts(kiosk_id, submission_id, part_index, size, stored_at)
  SELECT p.kiosk_id, p.submission_id, p.part_index, p.size, p.stored_at FROM parts p
  WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.submission_id = p.submission_id);
)",
    // Papers that were kept in clear, and hashes that could be guessed, are gone; their proofs verify on.
    R"(
CREATE TABLE proof_papers(proof_id TEXT PRIMARY KEY REFERENCES proofs(proof_id),
  issued_at BIGINT NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX proof_papers_in_time ON proof_papers(issued_at);
ALTER TABLE proofs DROP COLUMN answer;
UPDATE proofs SET holder_hash = '';
)",
    R"(
CREATE TABLE filings(applicant_hash TEXT NOT NULL, service TEXT NOT NULL, day TEXT NOT NULL,
  content_hash TEXT NOT NULL, case_number TEXT NOT NULL,
  PRIMARY KEY(applicant_hash, service, day, content_hash));
INSERT INTO filings(applicant_hash, service, day, content_hash, case_number)
  SELECT applicant_hash, service, day, '', case_number FROM filed_days;
DROP TABLE filed_days;
CREATE INDEX filings_by_day ON filings(day);
)",
    R"(
CREATE INDEX unfinished_in_time ON unfinished_parts(stored_at);
CREATE INDEX comparisons_in_time ON comparisons(started_at);
CREATE INDEX staff_checks_in_time ON staff_checks(received_at);
)",
    R"(
CREATE TABLE epochs(number BIGINT PRIMARY KEY, tag TEXT NOT NULL, restored_at BIGINT NOT NULL,
  known_until BIGINT NOT NULL, unsure_until BIGINT NOT NULL, backed_up_to BIGINT NOT NULL);
INSERT INTO epochs(number, tag, restored_at, known_until, unsure_until, backed_up_to)
  VALUES(1, lower(hex(randomblob(4))), 0, 0, 0, 0);
CREATE INDEX submissions_by_number ON submissions(case_number);
CREATE TABLE kiosk_commands(command_id TEXT PRIMARY KEY,
  kiosk_id TEXT NOT NULL REFERENCES kiosks(kiosk_id), kind TEXT NOT NULL, item_id TEXT NOT NULL,
  created_at BIGINT NOT NULL, done_at BIGINT, outcome TEXT NOT NULL, items BIGINT NOT NULL);
CREATE INDEX commands_of_kiosk ON kiosk_commands(kiosk_id, created_at);
)"};

}  // namespace

void bringUpToDate(storage::Database& database) {
  storage::migrate(database, kMigrations);
}

bool isUpToDate(storage::Database& database) {
  return database.number("PRAGMA user_version") == static_cast<std::int64_t>(kMigrations.size());
}

}  // namespace xiaowu::platform::sqlite
