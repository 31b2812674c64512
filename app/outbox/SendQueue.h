#pragma once
// What waits for the platform: stored submissions, and reports (small messages that are no submission).
// GUARANTEED: an item leaves the queue only by the platform's receipt or answer, or, visibly, as a dead
// letter; nothing is dropped by age; a wrong clock cannot hide an item for longer than 24 hours. What a call
// acknowledged is on the disk. Thread of the outbox; errors are those of Errors.h.

#include "app/outbox/Manifest.h"
#include "app/outbox/SubmissionState.h"

#include <optional>

namespace xiaowu::outbox {

class Store;

enum class ItemKind { Submission, Report };

struct DueItem {
  ItemKind kind = ItemKind::Submission;
  Uuid id;
  int attempts = 0;
};

/// A small message to the platform that is not a submission: "proof printed", a rating.
struct Report {
  Uuid id;
  std::string path;  ///< "/v1/…"
  std::string json;
  int attempts = 0;
};

/// The platform's verified receipt.
struct Acknowledgement {
  SubmissionState state = SubmissionState::Accepted;  ///< Accepted, Approved, AlreadySubmitted or Returned
  std::string caseNumber;
  std::string reason;
  std::string receiptJson;
};

struct DeadLetter {
  ItemKind kind = ItemKind::Submission;
  Uuid id;
  std::string what;  ///< service or path
  std::string code;
  int attempts = 0;
  WallTime createdAt;
  bool dead = true;  ///< false: held, it is still tried
};

struct Statistics {
  int pending = 0;  ///< submissions without receipt that are still tried
  int pendingReports = 0;
  int deadLetters = 0;       ///< of both kinds
  int held = 0;              ///< of the pending ones of both kinds: people must remove the cause
  int unexplainedParts = 0;  ///< folders of parts that belong to no known submission, as of the start
  std::optional<std::chrono::seconds> oldestAge;  ///< of the pending submissions
  std::int64_t lastSeq = 0;
  std::int64_t bytes = 0;  ///< of the stored sealed parts
  std::string loss;        ///< lossName() of the last loss that nobody has noted yet, else empty
  std::optional<WallTime> lossAt;
};

/// What became of a command of the platform.
struct CommandDone {
  Uuid id;
  bool known = true;  ///< false: it is none that this program understands
  int items = 0;
};

class SendQueue {
 public:
  explicit SendQueue(Store& store) : m_store(store) {}

  /// Same id and content: no effect. Same id, other content: conflict.
  [[nodiscard]] Result<void> enqueueReport(const Uuid& id, std::string_view path, std::string_view json);

  /// Items to try now, longest due first. Items more than 24 hours ahead count as due: only a wrong clock
  /// puts them there.
  [[nodiscard]] Result<std::vector<DueItem>> due(WallTime now, int limit = 16) const;
  [[nodiscard]] Result<std::optional<WallTime>> nextDueAt() const;

  /// One lease at a time for an item; a lease ends with one of the marks, with release(), or at the next
  /// start.
  [[nodiscard]] Result<Manifest> leaseSubmission(const Uuid& id);
  [[nodiscard]] Result<Report> leaseReport(const Uuid& id);
  /// Gives a lease back without counting an attempt (shutdown, cancel).
  [[nodiscard]] Result<void> release(const Uuid& id);

  /// Gives every lease back: for whoever is the only sender and knows that nothing is under way. Returns how
  /// many.
  [[nodiscard]] Result<int> releaseAll();

  /// Idempotent: the first receipt stays.
  [[nodiscard]] Result<void> markAcknowledged(const Uuid& id, const Acknowledgement& acknowledgement);
  /// A report needs no acknowledgement's content and is removed.
  [[nodiscard]] Result<void> markReportSent(const Uuid& id);
  /// `nextAt` is held to at most 24 hours from now. `held`: trying again will not help before people have
  /// removed the cause; told in statistics() until another attempt ends otherwise.
  [[nodiscard]] Result<void> markRetry(const Uuid& id, std::string_view code, WallTime nextAt,
                                       bool held = false);
  /// Never tried again by itself; stays visible in deadLetters() and statistics().
  [[nodiscard]] Result<void> markDead(const Uuid& id, std::string_view code);
  /// A member of the staff had the cause removed: a dead or held item is tried again at once.
  [[nodiscard]] Result<void> requeue(const Uuid& id);
  /// All that are dead or held. Returns how many.
  [[nodiscard]] Result<int> requeueAll();
  /// The same by a command of the platform, once: a command that was done before does nothing again and tells
  /// what it did then. `item`: nothing means all. Copies that are held are offered again too.
  [[nodiscard]] Result<int> requeueFor(const Uuid& command, const std::optional<Uuid>& item);
  [[nodiscard]] Result<void> noteUnknownCommand(const Uuid& command);
  /// What the platform has not heard of yet, at most 20.
  [[nodiscard]] Result<std::vector<CommandDone>> commandsToTell() const;
  /// It has heard of these. What came of a command is remembered for 90 days.
  [[nodiscard]] Result<void> commandsTold(const std::vector<CommandDone>& commands);
  /// Waiting items whose last attempt ended with one of these codes become due now (the network is back).
  /// Returns how many.
  [[nodiscard]] Result<int> hasten(const std::vector<std::string_view>& lastCodes);

  [[nodiscard]] Result<std::vector<DeadLetter>> deadLetters() const;
  /// The dead and the held ones, the oldest first.
  [[nodiscard]] Result<std::vector<DeadLetter>> stuck() const;
  /// Somebody has read of the loss that statistics() tells.
  [[nodiscard]] Result<void> noteLossRead();
  [[nodiscard]] Result<Statistics> statistics() const;

 private:
  /// Throws storage::Failure.
  [[nodiscard]] int requeueRows(const std::optional<Uuid>& item);
  [[nodiscard]] Result<void> changeOpenItem(const Uuid& id, std::string_view change, std::string_view code,
                                            WallTime at, std::string_view point);
  [[nodiscard]] Result<std::vector<DeadLetter>> lettersWhere(std::string_view condition) const;

  Store& m_store;
};

}  // namespace xiaowu::outbox
