#pragma once
// What goes over the contract (platform/api/README.md), as values. Holder and Proof hold personal data: they
// live in the session and are never logged.

#include "app/sync/HeartbeatMessages.h"
#include "app/sync/PartPieces.h"
#include "core/base/Bytes.h"
#include "core/base/Clock.h"
#include "core/base/Uuid.h"
#include "core/domain/ContractCodes.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xiaowu::sync {

namespace errors {
inline constexpr std::string_view kUnreachable = "platform.unreachable";
inline constexpr std::string_view kTimedOut = "platform.timed-out";
/// Somebody else answered: a proxy, a captive portal, a wrong server. Nothing that it says counts.
inline constexpr std::string_view kForeignAnswer = "platform.foreign-answer";
inline constexpr std::string_view kRejected = "platform.rejected";  ///< detail: the platform's own code
using domain::contract::kBusy;  ///< 408, 425, 429, 5xx; detail: the platform's own code
inline constexpr std::string_view kBadAnswer =
    "platform.bad-answer";  ///< not the contract's form, or too large
inline constexpr std::string_view kUntrusted =
    "platform.untrusted";  ///< a signature, hash, id or certificate does not hold
inline constexpr std::string_view kBadRequest = "platform.bad-request";  ///< a value that cannot be sent
using domain::contract::kClock;            ///< this kiosk's time is off and could not be corrected
using domain::contract::kSealUnavailable;  ///< the platform cannot sign proofs now
using domain::contract::kSignature;  ///< this kiosk's key is not known there: it must be enrolled (again)
}  // namespace errors

/// A request that did not succeed, with what the retry rules need.
struct Refusal : Error {
  int status = 0;  ///< HTTP status, 0 when there was no answer
  bool retry =
      false;  ///< trying again may help; false only for the platform's own final word about this item
  bool held =
      false;  ///< with retry: the platform refused, and people must look why (kiosk not enrolled, clash)
  bool link = false;  ///< nobody answered, or somebody else did: counts against the link
  std::optional<std::chrono::seconds> retryAfter;
  std::string platformCode;               ///< "submission.conflict"; empty when there was none
  std::vector<int> missing;               ///< of submission.parts-missing
  std::int64_t lastSeq = 0;               ///< of submission.number-taken: this kiosk's highest number there
  std::optional<std::uint64_t> offset{};  ///< of submission.part-offset: where the part goes on
};

template <typename T>
using Answer = tl::expected<T, Refusal>;

struct Holder {
  std::string name;
  std::string idNumber;
};

struct Evidence {
  std::string way = "face";  ///< "face", "fingerprint" or "staff"
  std::optional<double> score{};
  std::optional<std::string> model{};
  std::optional<std::string> staff{};   ///< with "staff": id of the card of whoever vouched
  std::optional<std::string> reason{};  ///< likewise: why
};

struct RecordRequest {
  Uuid requestId;  ///< the same for the query and its proof; a repeated request gets the same proof
  std::string service;
  Holder holder;
  Evidence evidence;
};

struct PaperQuery {  ///< made only for a person proven at L2 who asked for it
  Uuid requestId;
  std::string service;
  Holder holder;
  Evidence evidence;
};

struct KeptPaper {
  std::string paperId, documentType, caseNumber;
  WallTime receivedAt;
  char trust = 'C';  ///< 'A', 'B' or 'C'
  struct Field {
    std::string name, value;
    double confidence = 0;
    bool doubtful = false;
    std::string role{};  ///< "validity", "date", …; may be empty
  };
  std::vector<Field> fields;
  std::string backType{};  ///< of a paper of two sides
};

struct RecordAnswer {
  bool found = false;
  std::string title;
  std::vector<std::pair<std::string, std::string>> entries;  ///< label, value
  WallTime asOf;
};

/// Verified: the platform's signature holds, the PDF has the signed hash, the holder is the one who was asked
/// for.
struct Proof {
  std::string proofId;
  Uuid requestId;
  std::string checkCode;
  std::string verifyUrl;
  int sheets = 0;
  std::string media;
  Bytes pdf;
  WallTime issuedAt;
};

/// Verified: signature, ids, number and manifest hash are those of the submission.
struct Receipt {
  std::string state;  ///< "accepted", "alreadySubmitted" or "returned"
  std::string caseNumber, reason;
  WallTime receivedAt;
  std::string json;  ///< as it came, to be kept
};

struct RemoteState {
  std::string state;  ///< "unknown", "receiving", "accepted" or "returned"
  std::vector<int> parts;
  std::vector<HeldPart> held{};  ///< parts that have come in part
  std::optional<Receipt> receipt;
};

/// A member of the staff compared person and card by eye. Nothing about the resident.
struct StaffCheck {
  Uuid checkId;
  std::string service;
  std::string staff;   ///< id of the staff member's card
  std::string reason;  ///< workflow::staffReasonName
  bool confirmed = false;
  WallTime at;
};

struct Rating {
  Uuid ratingId;
  std::string service;
  std::optional<Uuid> caseId;
  int stars = 0;  ///< 1..5
  WallTime at;
};

}  // namespace xiaowu::sync
