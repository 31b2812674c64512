#include "app/outbox/internal/Rows.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/ManifestFile.h"

namespace xiaowu::outbox {

void insertSubmission(storage::Database& database, const Manifest& manifest, std::int64_t now) {
  database.run(
      "INSERT INTO submissions(seq, id, service, key_id, sealed_key, created_at, manifest_sha256, signature, "
      "next_at) VALUES(?,?,?,?,?,?,?,?,?)",
      manifest.seq, blobOf(manifest.id), manifest.service, manifest.keyId, manifest.sealedKey,
      toUnixMicros(manifest.createdAt), sha256Of(manifest), manifest.signature, now);
  std::int64_t index = 0;
  for (const auto& part : manifest.parts) {
    database.run("INSERT INTO parts(seq, part, size, sha256) VALUES(?,?,?,?)", manifest.seq, index, part.size,
                 part.sha256);
    ++index;
  }
}

std::optional<Manifest> manifestOf(storage::Database& database, const std::string& kioskId, const Uuid& id) {
  storage::Statement row(
      database,
      "SELECT seq, service, key_id, sealed_key, created_at, signature FROM submissions WHERE id = ?");
  if (!row.with(blobOf(id)).step()) {
    return std::nullopt;
  }
  Manifest manifest{kioskId,     row.number(0),         id, row.text(1), row.text(2),
                    row.blob(3), timeOf(row.number(4)), {}, row.blob(5)};
  storage::Statement parts(database, "SELECT size, sha256 FROM parts WHERE seq = ? ORDER BY part");
  parts.with(manifest.seq);
  while (parts.step()) {
    manifest.parts.push_back({parts.number(0), parts.text(1)});
  }
  return manifest;
}

int storeAcknowledgement(storage::Database& database, const Uuid& id, const Acknowledgement& acknowledgement,
                         std::int64_t now) {
  // A receipt also brings back a dead letter: the platform has the submission, whatever an answer said
  // before. The first receipt stays.
  return database.run(
      "UPDATE submissions SET state = 2, outcome = ?, case_number = ?, reason = ?, receipt = ?, settled_at "
      "= ?, received_at = ?, last_error = '' WHERE id = ? AND state <> 2",
      stateName(acknowledgement.state), acknowledgement.caseNumber, acknowledgement.reason,
      acknowledgement.receiptJson, now,
      toUnixMicros(receivedAtIn(acknowledgement.receiptJson).value_or(timeOf(now))), blobOf(id));
}

bool renumberSubmission(storage::Database& database, const Manifest& manifest) {
  const auto before =
      database.number("SELECT seq FROM submissions WHERE id = ? AND state <> 2", blobOf(manifest.id));
  if (before == 0) {
    return false;
  }
  database.script("PRAGMA defer_foreign_keys = ON");  // until the commit: the parts follow their row
  database.run("UPDATE submissions SET seq = ?, signature = ?, manifest_sha256 = ? WHERE id = ?",
               manifest.seq, manifest.signature, sha256Of(manifest), blobOf(manifest.id));
  database.run("UPDATE parts SET seq = ? WHERE seq = ?", manifest.seq, before);
  raiseLastNumber(database, manifest.seq);
  return true;
}

std::int64_t lastNumber(storage::Database& database) {
  return database.number("SELECT seq FROM sqlite_sequence WHERE name = 'submissions'");
}

void raiseLastNumber(storage::Database& database, std::int64_t seq) {
  if (database.number("SELECT count(*) FROM sqlite_sequence WHERE name = 'submissions'") == 0) {
    database.run("INSERT INTO sqlite_sequence(name, seq) VALUES('submissions', 0)");
  }
  database.run("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'submissions' AND seq < ?1", seq);
}

}  // namespace xiaowu::outbox
