#pragma once
// Unfinished cases, sealed with a key that only the resident's card gives back. GUARANTEED: a draft that was
// saved is on the disk; a case has one draft, the last one saved, and none once it is submitted; one older
// than Options::draftLife is not found, whether or not purge() has run. Thread of the outbox; errors are
// those of Errors.h.

#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "core/base/Uuid.h"

#include <optional>

namespace xiaowu::outbox {

class Store;

struct Draft {
  Uuid caseId;
  Bytes sealedBlob;
  WallTime savedAt;
};

class Drafts {
 public:
  explicit Drafts(Store& store);

  /// `lookup`: 32 bytes, by which the resident's card finds it. conflict: this case is submitted. disk-full:
  /// the draft before stays.
  [[nodiscard]] Result<void> save(ByteView lookup, const Uuid& caseId, ByteView sealedBlob, WallTime savedAt);
  /// The newest one of this card.
  [[nodiscard]] Result<std::optional<Draft>> find(ByteView lookup) const;
  /// Succeeds also when there is none.
  [[nodiscard]] Result<void> remove(const Uuid& caseId);
  /// Removes those that are too old to be found, as far as the time is known (Options::isTimeConfirmed).
  /// Those dated by a clock that was ahead begin their life now. Returns how many were removed.
  [[nodiscard]] Result<int> purge();

 private:
  Store& m_store;
  SteadyTime m_since;
};

}  // namespace xiaowu::outbox
