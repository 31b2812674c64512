#pragma once
// The values that go into and come out of the outbox. None holds readable personal data: submissions and
// drafts are sealed before they come here.

#include "app/outbox/Manifest.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::outbox {

namespace errors {
inline constexpr std::string_view kDiskFull =
    "outbox.disk-full";  ///< refused, nothing was kept of it; the draft is still there
inline constexpr std::string_view kStorage =
    "outbox.storage";  ///< the disk or the database does not do its work
inline constexpr std::string_view kDamaged = "outbox.damaged";  ///< the database file is not sound
inline constexpr std::string_view kTooNew =
    "outbox.too-new";  ///< written by a later version of the program; left untouched
inline constexpr std::string_view kConflict = "outbox.conflict";  ///< this id is there with other content
inline constexpr std::string_view kUnknown =
    "outbox.unknown";  ///< no such id, or no longer in the state that the call needs
inline constexpr std::string_view kInvalid = "outbox.invalid";  ///< the caller's value cannot be stored
inline constexpr std::string_view kPartDamaged =
    "outbox.part-damaged";  ///< a stored part is gone or has another hash than when it was stored
}  // namespace errors

struct Options {
  std::string kioskId;
  /// Ed25519 signature over a manifest's canonical text (crypto::Signer::sign). Needed for enqueue().
  std::function<Bytes(std::string_view)> sign;
  std::uint64_t reserveBytes = 64ULL << 20;  ///< enqueue() and saveDraft() keep this much of the disk free
  std::chrono::hours draftLife{72};
  /// Called right after each commit point; see the list in Outbox.h. For tests that end the process there.
  std::function<void(std::string_view point)> commitPoint;
};

struct OpenReport {
  std::vector<std::string>
      setAside;  ///< file names of a damaged database that was moved out of the way; alert the staff
  int releasedLeases = 0;  ///< items that were being sent when the last run ended
  int removedOrphans = 0;  ///< folders of parts whose submission was never committed
  int migratedFrom = 0;    ///< schema version found; equals the current one when nothing had to be done
};

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

/// Uploaded is only told (by app/sync), never stored: the platform has every part, its receipt is still to
/// come.
enum class SubmissionState {
  Stored,
  Sending,
  Uploaded,
  Accepted,
  Approved,
  AlreadySubmitted,
  Returned,
  Dead
};
[[nodiscard]] std::string_view stateName(SubmissionState state);

struct SubmissionStatus {
  SubmissionState state = SubmissionState::Stored;
  std::int64_t seq = 0;
  std::string caseNumber;  ///< from the platform's receipt, else empty
  std::string reason;      ///< of Returned
  std::string lastError;   ///< code of the last failed attempt
  int attempts = 0;
  WallTime createdAt;
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
};

struct Statistics {
  int pending = 0;  ///< submissions without receipt that are still tried
  int pendingReports = 0;
  int deadLetters = 0;                            ///< of both kinds
  std::optional<std::chrono::seconds> oldestAge;  ///< of the pending submissions
  std::int64_t lastSeq = 0;
  std::int64_t bytes = 0;  ///< of the stored sealed parts
};

struct SpaceState {
  std::uint64_t freeBytes = 0;
  bool enough = false;
};

struct Draft {
  Uuid caseId;
  Bytes sealedBlob;
  WallTime savedAt;
};

struct UnsettledPrint {
  Uuid jobId;
  std::string what;  ///< for example "slip" or "proof"; no personal data
  int sheets = 0;
  WallTime startedAt;
};

}  // namespace xiaowu::outbox
