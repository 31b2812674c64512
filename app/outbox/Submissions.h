#pragma once
// The sealed submissions that this kiosk stored. GUARANTEED: a submission that was acknowledged here is on
// the disk, whole (parts written, synced and renamed before the row that names them); its content never
// changes. Its number rises from one to the next and is never used twice, not even after a damaged database;
// where the platform knows the number already, or this kiosk has a new key or id, it is signed anew. Thread
// of the outbox; errors are those of Errors.h.

#include "app/outbox/Manifest.h"
#include "app/outbox/SubmissionState.h"

#include <optional>

namespace xiaowu::outbox {

class Store;

/// Holds no readable personal data: its parts were sealed before they come here.
struct Submission {
  Uuid id;  ///< the case's id
  std::string service;
  std::string keyId;  ///< names the platform sealing key
  Bytes sealedKey;
  std::vector<Bytes> sealedParts;  ///< 2 to 200 (document, signature, pages), each 41 bytes to 16 MiB
  WallTime createdAt;
};

struct Enqueued {
  std::int64_t seq = 0;
  std::string manifestSha256;
  bool alreadyThere = false;  ///< the same submission had been stored before; the answer is that of then
};

struct SubmissionStatus {
  SubmissionState state = SubmissionState::Stored;
  std::int64_t seq = 0;
  std::string caseNumber;  ///< from the platform's receipt, else empty
  std::string reason;      ///< of Returned
  std::string lastError;   ///< code of the last failed attempt
  int attempts = 0;
  WallTime createdAt;
};

class Submissions {
 public:
  explicit Submissions(Store& store) : m_store(store) {}

  /// Stores the submission, numbers and signs it, and removes the draft of that case, all in one transaction.
  /// disk-full, storage, conflict, invalid: nothing of it was kept and the draft is still there.
  [[nodiscard]] Result<Enqueued> enqueue(const Submission& submission);
  [[nodiscard]] Result<SubmissionStatus> stateOf(const Uuid& id) const;
  /// The stored sealed bytes, checked against the manifest's hash.
  [[nodiscard]] Result<Bytes> readPart(const Uuid& id, std::size_t index) const;

  /// Gives a submission that has no receipt a new number, higher than `lastSeq` and any of this outbox, and
  /// signs it anew; id and content stay. For a number that the platform has under another id.
  [[nodiscard]] Result<std::int64_t> renumber(const Uuid& id, std::int64_t lastSeq);
  /// The platform has numbers of this kiosk up to `lastSeq`: the next one is higher.
  [[nodiscard]] Result<void> continueAfter(std::int64_t lastSeq);

 private:
  [[nodiscard]] Result<std::optional<Enqueued>> findEnqueued(const Manifest& manifest) const;
  [[nodiscard]] Result<Enqueued> commit(Manifest manifest);

  Store& m_store;
};

}  // namespace xiaowu::outbox
