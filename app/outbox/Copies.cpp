#include "app/outbox/Copies.h"

#include "app/outbox/internal/Columns.h"
#include "app/outbox/internal/Rows.h"
#include "app/outbox/internal/Store.h"
#include "core/base/Log.h"
#include "core/storage/Failure.h"
#include "core/storage/Transaction.h"

#include <algorithm>
#include <charconv>

namespace xiaowu::outbox {

namespace {

constexpr std::chrono::hours kOfferDelayMax{24};
constexpr std::string_view kEpochSetting = "platform.epoch";  // "<number>-<tag>"

/// What may be removed: nothing that the platform may still have to ask for.
constexpr std::string_view kKept = "state = 2 AND purged_at IS NULL AND offer_at IS NULL";

std::string textOf(const PlatformWord& word) {
  return std::to_string(word.epoch) + "-" + word.epochTag;
}

std::string storedEpoch(storage::Database& database) {
  storage::Statement row(database, "SELECT value FROM settings WHERE key = ?");
  return row.with(kEpochSetting).step() ? row.text(0) : std::string();
}

}  // namespace

Result<int> Copies::heard(const PlatformWord& word) {
  m_word = word;
  if (word.epoch == 0) {
    return 0;  // an older platform: copies go after their longest time
  }
  const auto offered = storage::guarded<int>(kStorageCodes, [&] {
    auto& database = m_store.database();
    if (storedEpoch(database) == textOf(word)) {
      return 0;
    }
    storage::Transaction transaction(database);
    database.run("INSERT OR REPLACE INTO settings(key, value) VALUES(?, ?)", kEpochSetting, textOf(word));
    const int count = database.run(
        "UPDATE submissions SET offer_at = ?, offers = 0, offer_error = '' WHERE state = 2 AND purged_at IS "
        "NULL",
        m_store.now());
    transaction.commit();
    return count;
  });
  if (offered && *offered > 0) {
    qCWarning(logOutbox, "the platform is in another epoch: %d copies are offered to it", *offered);
    m_store.reached("copies.offered");
  }
  return offered;
}

Result<std::int64_t> Copies::epoch() const {
  return storage::guarded<std::int64_t>(kStorageCodes, [&] {
    const auto text = storedEpoch(m_store.database());
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  });
}

Result<std::optional<DueCopy>> Copies::due(WallTime now) const {
  return storage::guarded<std::optional<DueCopy>>(kStorageCodes, [&]() -> std::optional<DueCopy> {
    storage::Statement row(m_store.database(),
                           "SELECT id, offers FROM submissions WHERE offer_at IS NOT NULL AND (offer_at <= ? "
                           "OR offer_at > ?) ORDER BY offer_at, seq LIMIT 1");
    if (!row.with(toUnixMicros(now), toUnixMicros(now + kOfferDelayMax)).step()) {
      return std::nullopt;
    }
    return DueCopy{uuidOf(row.blob(0)), row.integer(1)};
  });
}

Result<std::optional<WallTime>> Copies::nextDueAt() const {
  return storage::guarded<std::optional<WallTime>>(kStorageCodes, [&]() -> std::optional<WallTime> {
    storage::Statement row(m_store.database(),
                           "SELECT min(offer_at) FROM submissions WHERE offer_at IS NOT NULL");
    if (!row.step() || row.isNull(0)) {
      return std::nullopt;
    }
    return timeOf(row.number(0));
  });
}

Result<Copy> Copies::find(const Uuid& id) const {
  return storage::guarded<Copy>(kStorageCodes, [&]() -> Result<Copy> {
    auto& database = m_store.database();
    auto manifest = manifestOf(database, m_store.options().kioskId, id);
    storage::Statement row(
        database, "SELECT receipt, case_number FROM submissions WHERE id = ? AND offer_at IS NOT NULL");
    if (!manifest || !row.with(blobOf(id)).step()) {
      return failUnknown();
    }
    return Copy{std::move(*manifest), row.text(0), row.text(1)};
  });
}

Result<void> Copies::settle(const Uuid& id) {
  return storage::guarded<void>(kStorageCodes, [&] {
    m_store.database().run(
        "UPDATE submissions SET offer_at = NULL, offers = 0, offer_error = '' WHERE id = ?", blobOf(id));
    m_store.reached("copy.settled");
  });
}

Result<void> Copies::retry(const Uuid& id, std::string_view code, WallTime nextAt, bool held) {
  const auto at = std::min(nextAt, m_store.clock().wall() + kOfferDelayMax);
  return storage::guarded<void>(kStorageCodes, [&] {
    m_store.database().run(
        "UPDATE submissions SET offer_at = ?, offers = offers + 1, offer_error = ? WHERE id = ? AND offer_at "
        "IS NOT NULL",
        toUnixMicros(at), held ? code : std::string_view(), blobOf(id));
  });
}

Result<int> Copies::purge(std::uint64_t freeBytes) {
  auto removed = purgeOld();
  while (removed) {
    const auto space = m_store.spaceState(freeBytes);
    if (!space) {
      return fail(space.error());
    }
    if (space->enough) {
      break;
    }
    const auto found = purgeOldest();
    if (!found) {
      return fail(found.error());
    }
    if (!*found) {
      break;
    }
    ++*removed;
  }
  return removed;
}

Result<int> Copies::purgeOld() {
  return storage::guarded<int>(kStorageCodes, [&] {
    if (!m_word) {
      return 0;
    }
    const auto& options = m_store.options();
    storage::Statement rows(m_store.database(), "SELECT seq, id FROM submissions WHERE " +
                                                    std::string(kKept) +
                                                    " AND received_at < ?1 AND (received_at < ?2 OR "
                                                    "received_at < ?3)");
    rows.with(toUnixMicros(m_word->at - options.keepCopies),
              m_word->backedUpTo ? toUnixMicros(*m_word->backedUpTo) : 0,
              toUnixMicros(m_word->at - options.keepCopiesAtMost));
    std::vector<std::pair<std::int64_t, Uuid>> old;
    while (rows.step()) {
      old.emplace_back(rows.number(0), uuidOf(rows.blob(1)));
    }
    rows.finish();
    for (const auto& [seq, id] : old) {
      drop(seq, id);
    }
    return static_cast<int>(old.size());
  });
}

/// Those that are in a backup first.
Result<bool> Copies::purgeOldest() {
  return storage::guarded<bool>(kStorageCodes, [&] {
    const auto backedUpTo = m_word && m_word->backedUpTo ? toUnixMicros(*m_word->backedUpTo) : 0;
    storage::Statement row(m_store.database(), "SELECT seq, id FROM submissions WHERE " + std::string(kKept) +
                                                   " ORDER BY received_at >= ?, received_at, seq LIMIT 1");
    if (!row.with(backedUpTo).step()) {
      return false;
    }
    const auto seq = row.number(0);
    const auto id = uuidOf(row.blob(1));
    row.finish();
    drop(seq, id);
    qCWarning(logOutbox, "a copy of a delivered submission is removed early: the disk is needed");
    return true;
  });
}

void Copies::drop(std::int64_t seq, const Uuid& id) {
  auto& database = m_store.database();
  // Row first: a folder whose row is purged is removed at the next start, a row without a folder would be
  // taken for a loss.
  storage::Transaction transaction(database);
  database.run("UPDATE submissions SET purged_at = ?, sealed_key = x'' WHERE seq = ?", m_store.now(), seq);
  database.run("DELETE FROM parts WHERE seq = ?", seq);
  transaction.commit();
  m_store.reached("copy.purged");
  m_store.cases().remove(id);
}

Result<CopyNumbers> Copies::numbers() const {
  return storage::guarded<CopyNumbers>(kStorageCodes, [&] {
    storage::Statement row(m_store.database(),
                           "SELECT count(*), count(offer_at), coalesce(sum(offer_at IS NOT NULL AND "
                           "offer_error <> ''), 0) FROM submissions WHERE state = 2 AND purged_at IS NULL");
    row.step();
    return CopyNumbers{row.integer(0), row.integer(1), row.integer(2)};
  });
}

}  // namespace xiaowu::outbox
