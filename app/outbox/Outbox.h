#pragma once
// The durable queue between kiosk and platform. GUARANTEED: what a call acknowledged is on the disk (SQLite
// WAL, synchronous=FULL; parts written, fdatasync'ed and renamed before the row that names them); a stored
// submission never changes; it leaves the queue only by the platform's receipt or, visibly, as a dead letter;
// nothing is dropped by age. One object per folder, used from one thread; every call is synchronous.
//
// Commit points, in the order in which one case meets them (Options::commitPoint; those marked * are reported
// by app/sync):
//   draft.saved  draft.removed  submission.parts-written  submission.enqueued  item.leased  part.sent*
//   manifest.sent*  receipt.stored item.retry  item.dead  report.enqueued  report.sent*  report.settled
//   print.started  print.settled  setting.stored
// submission.parts-written is before the commit: a process that ends there has stored nothing, and the next
// open() removes the parts.

#include "app/outbox/OutboxTypes.h"

#include <memory>

namespace xiaowu::outbox {

class Database;
class PartStore;

class Outbox {
 public:
  /// Opens or makes the outbox in `folder`, migrates it, checks its integrity and sweeps: leased items become
  /// ready, parts without a row go. A damaged database is renamed together with its parts (never deleted) and
  /// a new one begun; its numbers go on after the old ones. `clock` must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Outbox>> open(const std::filesystem::path& folder,
                                                            const Clock& clock, Options options);
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  [[nodiscard]] const OpenReport& openReport() const { return m_report; }

  // --- submissions
  /// Stores the submission, numbers and signs it, and removes the draft of that case, all in one transaction.
  /// disk-full, storage, conflict, invalid: nothing of it was kept and the draft is still there.
  [[nodiscard]] Result<Enqueued> enqueue(const Submission& submission);
  [[nodiscard]] Result<SubmissionStatus> stateOf(const Uuid& id) const;
  /// The stored sealed bytes, checked against the manifest's hash.
  [[nodiscard]] Result<Bytes> readPart(const Uuid& id, std::size_t index) const;

  // --- reports
  /// Same id and content: no effect. Same id, other content: conflict.
  [[nodiscard]] Result<void> enqueueReport(const Uuid& id, std::string_view path, std::string_view json);

  // --- the queue, for app/sync
  /// Items to try now, longest due first. Items more than 24 hours ahead count as due: only a wrong clock
  /// puts them there.
  [[nodiscard]] Result<std::vector<DueItem>> due(WallTime now, int limit = 16) const;
  [[nodiscard]] Result<std::optional<WallTime>> nextDueAt() const;
  [[nodiscard]] Result<Manifest> leaseSubmission(const Uuid& id);
  [[nodiscard]] Result<Report> leaseReport(const Uuid& id);
  /// Gives a lease back without counting an attempt (shutdown, cancel).
  [[nodiscard]] Result<void> release(const Uuid& id);
  /// Idempotent. A report needs no acknowledgement's content and is removed.
  [[nodiscard]] Result<void> markAcknowledged(const Uuid& id, const Acknowledgement& acknowledgement);
  [[nodiscard]] Result<void> markReportSent(const Uuid& id);
  /// `nextAt` is held to at most 24 hours from now.
  [[nodiscard]] Result<void> markRetry(const Uuid& id, std::string_view code, WallTime nextAt);
  /// Never tried again by itself; stays visible in deadLetters() and statistics().
  [[nodiscard]] Result<void> markDead(const Uuid& id, std::string_view code);
  /// A member of the staff had the cause removed: try again at once.
  [[nodiscard]] Result<void> requeueDead(const Uuid& id);
  /// Waiting items whose last attempt ended with one of these codes become due now (the network is back).
  /// Returns how many.
  [[nodiscard]] Result<int> hasten(const std::vector<std::string_view>& lastCodes);
  [[nodiscard]] Result<std::vector<DeadLetter>> deadLetters() const;
  [[nodiscard]] Result<Statistics> statistics() const;

  // --- house-keeping, a job of its own
  /// Removes the parts of submissions whose receipt came before `olderThan`; number, hash and receipt stay,
  /// so that an id is never used twice.
  [[nodiscard]] Result<int> purgeAcknowledged(WallTime olderThan);
  [[nodiscard]] Result<int> purgeDrafts();
  [[nodiscard]] Result<SpaceState> spaceState(std::uint64_t minFreeBytes) const;

  // --- drafts, sealed with a key that only the resident's card gives back
  [[nodiscard]] Result<void> saveDraft(ByteView lookup, const Uuid& caseId, ByteView sealedBlob,
                                       WallTime savedAt);
  /// The newest draft younger than Options::draftLife. `lookup`: 32 bytes.
  [[nodiscard]] Result<std::optional<Draft>> findDraft(ByteView lookup) const;
  /// Succeeds also when there is none.
  [[nodiscard]] Result<void> removeDraft(const Uuid& caseId);

  // --- journal of prints, so that after a power cut the kiosk knows what was under way
  [[nodiscard]] Result<void> printStarted(const Uuid& jobId, std::string_view what, int sheets);
  /// `code`: empty when every sheet was counted out.
  [[nodiscard]] Result<void> printSettled(const Uuid& jobId, int sheetsOut, std::string_view code);
  [[nodiscard]] Result<std::vector<UnsettledPrint>> unsettledPrints() const;

  // --- small facts that must survive (clock offset, last receipt); no personal data
  [[nodiscard]] Result<void> setSetting(std::string_view key, std::string_view value);
  [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view key) const;

 private:
  Outbox(std::filesystem::path folder, const Clock& clock, Options options);
  Result<void> openDatabase();
  Result<void> setAside();
  Result<void> seedNumbers();
  Result<void> sweep();
  Result<std::optional<Enqueued>> findEnqueued(const Manifest& manifest) const;
  Result<Enqueued> commitSubmission(Manifest manifest);
  Result<Manifest> manifestOf(const Uuid& id) const;
  Result<void> changeOpenItem(const Uuid& id, std::string_view change, std::string_view code, WallTime at,
                              std::string_view point);
  void reached(std::string_view point) const;

  std::filesystem::path m_folder;
  const Clock& m_clock;
  Options m_options;
  OpenReport m_report;
  std::unique_ptr<Database> m_db;
  std::unique_ptr<PartStore> m_parts;
};

}  // namespace xiaowu::outbox
