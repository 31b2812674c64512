#include "app/outbox/PrintJournal.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Store.h"
#include "core/storage/Failure.h"

namespace xiaowu::outbox {

Result<void> PrintJournal::started(const Uuid& jobId, std::string_view what, int sheets) {
  if (jobId.isNull() || what.empty() || sheets < 0) {
    return failInvalid("print");
  }
  return storage::guarded<void>(kStorageCodes, [&] {
    m_store.database().run(
        "INSERT INTO prints(job_id, what, sheets, started_at) VALUES(?,?,?,?) ON CONFLICT(job_id) DO UPDATE "
        "SET sheets_out = NULL, code = NULL, settled_at = NULL",
        blobOf(jobId), what, sheets, m_store.now());
    m_store.reached("print.started");
  });
}

Result<void> PrintJournal::settled(const Uuid& jobId, int sheetsOut, std::string_view code) {
  return storage::guarded<void>(kStorageCodes, [&]() -> Result<void> {
    const int changed = m_store.database().run(
        "UPDATE prints SET sheets_out = ?, code = ?, settled_at = ? WHERE job_id = ? AND settled_at IS NULL",
        sheetsOut, code, m_store.now(), blobOf(jobId));
    if (changed == 0) {
      return fail(errors::kUnknown, Fault::Bug, "no such print under way");
    }
    m_store.reached("print.settled");
    return {};
  });
}

Result<std::vector<UnsettledPrint>> PrintJournal::unsettled() const {
  return storage::guarded<std::vector<UnsettledPrint>>(kStorageCodes, [&] {
    std::vector<UnsettledPrint> prints;
    storage::Statement rows(m_store.database(),
                            "SELECT job_id, what, sheets, started_at FROM prints WHERE settled_at IS NULL "
                            "ORDER BY started_at, job_id");
    while (rows.step()) {
      prints.push_back({uuidOf(rows.blob(0)), rows.text(1), rows.integer(2), timeOf(rows.number(3))});
    }
    return prints;
  });
}

}  // namespace xiaowu::outbox
