#include "app/outbox/internal/Recovery.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Rows.h"
#include "core/base/Log.h"
#include "core/storage/Failure.h"
#include "core/storage/Transaction.h"

namespace xiaowu::outbox {

Recovery::Recovery(const Store& store, OpenReport& report)
    : m_store(store), m_report(report), m_keys(store.folder()) {}

Result<void> Recovery::run() {
  if (auto loaded = m_keys.load(m_store.options().publicKey); !loaded) {
    return loaded;
  }
  return storage::guarded<void>(kStorageCodes, [&] {
    raiseLastNumber(m_store.database(),
                    m_store.notedNumber());  // before a row that comes back needs a new one
    releaseLeases();
    m_report.removedOrphans = m_store.cases().removeStaged();
    for (const auto& id : m_store.cases().ids()) {
      meetFolder(id);
    }
    m_report.unexplainedParts += m_store.cases().strangers();
    resign();
    countMissing();
    settleNumbers();
  });
}

void Recovery::releaseLeases() {
  for (const auto* table : {"submissions", "reports"}) {
    const std::string sql = std::string("UPDATE ") + table + " SET state = 0 WHERE state = 1";
    m_report.releasedLeases += m_store.database().run(sql);
  }
}

void Recovery::meetFolder(const Uuid& id) {
  auto& database = m_store.database();
  storage::Statement row(database, "SELECT state, purged_at IS NOT NULL FROM submissions WHERE id = ?");
  if (!row.with(blobOf(id)).step()) {
    return rebuild(id);
  }
  const bool acknowledged = row.number(0) == 2, purged = row.number(1) != 0;
  row.finish();
  if (purged) {
    return m_store.cases().remove(id);  // its receipt is in the row: the run before ended in the middle
  }
  if (acknowledged) {
    return;
  }
  if (const auto receipt = m_store.cases().receipt(id)) {  // the row is older than the answer
    storeAcknowledgement(database, id, *receipt, m_store.now());
    return;
  }
  if (m_store.cases().manifest(id)) {
    return;
  }
  // Written by an earlier version, or lost: with it the parts outlive the database.
  const auto manifest = manifestOf(database, m_store.options().kioskId, id);
  if (auto written = m_store.cases().writeManifest(*manifest); !written) {
    qCWarning(logOutbox, "a manifest is not kept beside its parts: %s", describe(written.error()).c_str());
  }
}

bool Recovery::isWhole(const Manifest& manifest) const {
  for (std::size_t index = 0; index < manifest.parts.size(); ++index) {
    if (!m_store.cases().part(manifest.id, index, manifest.parts[index].sha256)) {
      return false;
    }
  }
  return !manifest.parts.empty();
}

/// A folder without a row: signed by us, it is a submission whose row was lost, or was not committed when the
/// power went. The resident had signed it either way. One whose parts are not whole is held: the platform may
/// have them already.
void Recovery::rebuild(const Uuid& id) {
  auto manifest = m_store.cases().manifest(id);
  if (!manifest || !m_keys.isOurs(canonicalText(*manifest), manifest->signature)) {
    ++m_report.unexplainedParts;
    return;
  }
  const auto receipt = m_store.cases().receipt(id);
  auto& database = m_store.database();
  storage::Transaction transaction(database);
  const bool taken = database.number("SELECT count(*) FROM submissions WHERE seq = ?", manifest->seq) > 0;
  if ((taken || manifest->kioskId != m_store.options().kioskId) && !receipt) {
    raiseLastNumber(database, manifest->seq);
    manifest->seq = taken ? lastNumber(database) + 1 : manifest->seq;
    manifest->kioskId = m_store.options().kioskId;
    manifest->signature = m_store.options().sign(canonicalText(*manifest));
    if (!m_store.cases().writeManifest(*manifest)) {
      ++m_report.unexplainedParts;
      return;
    }
  } else if (taken) {
    ++m_report.unexplainedParts;  // it has its receipt: nobody needs the row
    return;
  }
  insertSubmission(database, *manifest, m_store.now());
  const bool canBeSent = receipt.has_value() || isWhole(*manifest);
  if (receipt) {
    storeAcknowledgement(database, id, *receipt, m_store.now());
  } else if (!canBeSent) {
    database.run("UPDATE submissions SET held = 1, last_error = ? WHERE id = ?", errors::kPartDamaged,
                 blobOf(id));
  }
  if (canBeSent) {
    database.run("DELETE FROM drafts WHERE case_id = ?", blobOf(id));
  }
  transaction.commit();
  ++m_report.rebuilt;
}

/// After the kiosk was enrolled with a new key the platform believes the new one only.
void Recovery::resign() {
  if (m_store.options().publicKey.empty() || !m_store.options().sign) {
    return;
  }
  auto& database = m_store.database();
  std::vector<Uuid> ids;
  // Copies too: the platform may ask for them.
  storage::Statement rows(database, "SELECT id FROM submissions WHERE state <> 2 OR purged_at IS NULL");
  while (rows.step()) {
    ids.push_back(uuidOf(rows.blob(0)));
  }
  for (const auto& id : ids) {
    auto manifest = manifestOf(database, m_store.options().kioskId, id);
    if (!m_keys.isTodays(canonicalText(*manifest), manifest->signature)) {
      resignOne(std::move(*manifest));
    }
  }
}

/// The file beside the parts holds the same, signed by us under an earlier id of this kiosk.
bool Recovery::isRenamed(const Manifest& manifest) const {
  auto kept = m_store.cases().manifest(manifest.id);
  if (!kept || !m_keys.isOurs(canonicalText(*kept), kept->signature)) {
    return false;
  }
  kept->kioskId = manifest.kioskId;
  return canonicalText(*kept) == canonicalText(manifest);
}

void Recovery::resignOne(Manifest manifest) {
  auto& database = m_store.database();
  storage::Statement row(database, "SELECT manifest_sha256, state FROM submissions WHERE id = ?");
  row.with(blobOf(manifest.id)).step();
  const bool same = row.text(0) == sha256Of(manifest);
  const bool delivered = row.number(1) == 2;
  row.finish();
  if (delivered && !same) {
    return;  // its receipt names the id that this kiosk had then
  }
  // The hash of the row is the one that was signed; under another kiosk's id the file beside the parts has
  // it.
  if (!same && !isRenamed(manifest)) {
    qCWarning(logOutbox, "a stored manifest is not what was signed and is left as it is");
    return;
  }
  manifest.signature = m_store.options().sign(canonicalText(manifest));
  if (!m_store.cases().holds(manifest.id) || !m_store.cases().writeManifest(manifest)) {
    qCWarning(logOutbox, "a manifest that was signed anew is not kept beside its parts");
  }
  storage::Transaction transaction(database);
  database.run("UPDATE submissions SET signature = ?, manifest_sha256 = ? WHERE id = ?", manifest.signature,
               sha256Of(manifest), blobOf(manifest.id));
  m_report.revived +=
      database.run("UPDATE submissions SET state = 0, attempts = 0, next_at = ? WHERE id = ? AND state = 3",
                   m_store.now(), blobOf(manifest.id));
  transaction.commit();
  ++m_report.resigned;
}

void Recovery::countMissing() {
  storage::Statement rows(m_store.database(), "SELECT id FROM submissions WHERE state <> 2");
  while (rows.step()) {
    m_report.missingParts += m_store.cases().holds(uuidOf(rows.blob(0))) ? 0 : 1;
  }
}

void Recovery::settleNumbers() {
  const auto last = lastNumber(m_store.database());
  if (last <= m_store.notedNumber()) {
    return;
  }
  if (auto noted = m_store.noteNumber(last); !noted) {
    qCWarning(logOutbox, "the last number is not noted: %s", describe(noted.error()).c_str());
  }
}

}  // namespace xiaowu::outbox
