#include "app/outbox/Drafts.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Store.h"
#include "core/storage/Failure.h"

namespace xiaowu::outbox {

namespace {

constexpr std::size_t kLookupBytes = 32;

/// A draft is found when it was saved after this, microseconds.
std::int64_t oldestKept(const Store& store) {
  return toUnixMicros(store.clock().wall() - store.options().draftLife);
}

constexpr std::chrono::minutes kClocksDiffer{5};

}  // namespace

Drafts::Drafts(Store& store) : m_store(store), m_since(store.clock().steady()) {}

Result<void> Drafts::save(ByteView lookup, const Uuid& caseId, ByteView sealedBlob, WallTime savedAt) {
  if (lookup.size() != kLookupBytes || caseId.isNull() || sealedBlob.empty()) {
    return failInvalid("draft");
  }
  if (auto room = m_store.needRoom(sealedBlob.size()); !room) {
    return room;
  }
  return storage::guarded<void>(kStorageCodes, [&]() -> Result<void> {
    // A submitted case has no draft: a late save must not bring back what the resident has already handed in.
    const int saved = m_store.database().run(
        "INSERT INTO drafts(case_id, lookup, sealed, saved_at) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS(SELECT "
        "1 FROM submissions WHERE id = ?1) "
        "ON CONFLICT(case_id) DO UPDATE SET lookup = excluded.lookup, sealed = excluded.sealed, saved_at = "
        "excluded.saved_at",
        blobOf(caseId), lookup, sealedBlob, toUnixMicros(savedAt));
    if (saved == 0) {
      return fail(errors::kConflict, Fault::Bug, "this case is submitted");
    }
    m_store.reached("draft.saved");
    return {};
  });
}

Result<std::optional<Draft>> Drafts::find(ByteView lookup) const {
  if (lookup.size() != kLookupBytes) {
    return failInvalid("lookup");
  }
  return storage::guarded<std::optional<Draft>>(kStorageCodes, [&]() -> std::optional<Draft> {
    storage::Statement row(
        m_store.database(),
        "SELECT case_id, sealed, saved_at FROM drafts WHERE lookup = ? AND saved_at > ? ORDER BY saved_at "
        "DESC, case_id DESC LIMIT 1");
    if (!row.with(lookup, oldestKept(m_store)).step()) {
      return std::nullopt;
    }
    return Draft{uuidOf(row.blob(0)), row.blob(1), timeOf(row.number(2))};
  });
}

Result<void> Drafts::remove(const Uuid& caseId) {
  return storage::guarded<void>(kStorageCodes, [&] {
    m_store.database().run("DELETE FROM drafts WHERE case_id = ?", blobOf(caseId));
    m_store.reached("draft.removed");
  });
}

Result<int> Drafts::purge() {
  const auto& options = m_store.options();
  const bool isConfirmed = !options.isTimeConfirmed || options.isTimeConfirmed();
  if (!isConfirmed && m_store.clock().steady() - m_since < options.draftLife) {
    return 0;
  }
  return storage::guarded<int>(kStorageCodes, [&] {
    if (isConfirmed) {
      // All by as much, so that they stay in their order.
      const auto now = m_store.clock().wall();
      m_store.database().run(
          "UPDATE drafts SET saved_at = saved_at - (SELECT MAX(saved_at) FROM drafts) + ?1 WHERE saved_at > "
          "?2",
          toUnixMicros(now), toUnixMicros(now + kClocksDiffer));
    }
    return m_store.database().run("DELETE FROM drafts WHERE saved_at <= ?", oldestKept(m_store));
  });
}

}  // namespace xiaowu::outbox
