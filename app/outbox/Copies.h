#pragma once
// Delivered submissions whose sealed parts are kept for a while: a platform that is restored from a backup
// may lack what came after it, and is given back what it lacks (docs/adr/0020). GUARANTEED: a copy is kept
// until Options::keepCopies after its receipt and until the platform has said that it is in a backup, at most
// Options::keepCopiesAtMost, both by the platform's own time; earlier only when the disk is needed for new
// submissions; never while it is still to be offered. Its state and receipt stay what they are. Thread of the
// outbox; errors are those of Errors.h.

#include "app/outbox/Manifest.h"

#include <optional>

namespace xiaowu::outbox {

class Store;

/// What the platform's signed answer to a heartbeat said.
struct PlatformWord {
  std::int64_t epoch = 0;              ///< its number; 0: it has none
  std::string epochTag;                ///< tells two epochs of one number apart
  std::optional<WallTime> backedUpTo;  ///< what it received before is in a backup
  WallTime at;                         ///< its own time
};

struct DueCopy {
  Uuid id;
  int attempts = 0;
};

struct Copy {
  Manifest manifest;
  std::string receiptJson;  ///< as the platform gave it
  std::string caseNumber;
};

struct CopyNumbers {
  int kept = 0;
  int toGiveBack = 0;  ///< of these: to be offered to the platform
  int held = 0;        ///< of these: the last attempt ended with something that people must remove
};

class Copies {
 public:
  explicit Copies(Store& store) : m_store(store) {}

  /// In another epoch than the last one heard of, every copy is to be offered. Returns how many.
  [[nodiscard]] Result<int> heard(const PlatformWord& word);
  /// Number of the last epoch heard of; 0: none.
  [[nodiscard]] Result<std::int64_t> epoch() const;

  /// The one to offer now, nothing when none is due. One more than 24 hours ahead counts as due.
  [[nodiscard]] Result<std::optional<DueCopy>> due(WallTime now) const;
  [[nodiscard]] Result<std::optional<WallTime>> nextDueAt() const;
  /// unknown: it is not to be offered any more.
  [[nodiscard]] Result<Copy> find(const Uuid& id) const;
  /// The platform has it.
  [[nodiscard]] Result<void> settle(const Uuid& id);
  /// `nextAt` is held to at most 24 hours from now. `held`: trying again will not help before people have
  /// removed the cause.
  [[nodiscard]] Result<void> retry(const Uuid& id, std::string_view code, WallTime nextAt, bool held);

  /// Removes the copies that need not be kept, then the oldest others until `freeBytes` are free. Number,
  /// hash and receipt stay, so that an id is never used twice. Returns how many copies.
  [[nodiscard]] Result<int> purge(std::uint64_t freeBytes);
  [[nodiscard]] Result<CopyNumbers> numbers() const;

 private:
  [[nodiscard]] Result<int> purgeOld();
  [[nodiscard]] Result<bool> purgeOldest();
  void drop(std::int64_t seq, const Uuid& id);

  Store& m_store;
  std::optional<PlatformWord> m_word;  ///< of this run: without one nothing is too old
};

}  // namespace xiaowu::outbox
