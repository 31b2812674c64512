#pragma once
// The state of the kiosk's session machine: everything a page needs to know, and nothing else. Plain values,
// comparable by eye in a test; no clock, no I/O, no Qt object. Personal data is reachable through `session`
// only.

#include "app/workflow/Availability.h"
#include "core/catalog/ServiceItem.h"
#include "core/domain/Case.h"
#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"
#include "core/domain/IdCard.h"
#include "core/domain/Remains.h"
#include "app/workflow/Steps.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::workflow {

using domain::Remains;

enum class Language { Chinese, English };

struct Preferences {  ///< fall back to the defaults when the session ends
  Language language = Language::Chinese;
  bool care = false;         ///< 关怀版
  bool controlsLow = false;  ///< everything to touch in the lower part of the screen
  friend bool operator==(const Preferences&, const Preferences&) = default;
};

enum class OperationKind {
  ReadCard,
  CheckFace,
  ScanPage,
  ReadPage,
  QueryRecord,
  IssueProof,
  PrintProof,
  PrintSlip,
  Submit,
  FindDraft,
  FindPapers,
  MatchFinger,
  ReadStaffCard
};
using OperationId = std::uint64_t;
[[nodiscard]] std::string_view operationKindName(OperationKind kind);

struct Operation {
  OperationId id = 0;
  OperationKind kind = OperationKind::ReadCard;
};

/// What a person must be told: `code` picks the text (app/viewmodels/messages), the rest fills it.
struct Trouble {
  std::string code;
  int sheetsOut = 0;
  int sheetsMissing = 0;
  std::string caseNumberTail;  ///< with submission.already
  bool canRetry = false;       ///< the primary action repeats the step; otherwise it leaves it
  bool staffTold = false;      ///< NotifyStaff has gone out about this very trouble
};

/// Why a member of the staff vouches instead of the camera; a fixed list, so that nothing personal can be
/// written.
enum class StaffReason { FaceRefused, FaceUnavailable, FaceNotMatched, Injury, Frail, Other };
inline constexpr int kStaffReasonCount = 6;
/// "face-refused", "face-unavailable", "face-not-matched", "injury", "frail", "other".
[[nodiscard]] std::string_view staffReasonName(StaffReason reason);

enum class ScanPhase {
  Place,
  Scanning,
  Reading,
  Finding,
  Compare
};  ///< Compare comes before Finding: doubtful fields beside their crops

enum class PrintPhase {
  Issuing,
  Waiting,
  Printing,
  Attention
};  ///< Attention: waits for paper or a cleared jam (trouble names it)

struct Session {
  catalog::ServiceItemPtr item;
  /// Who is there, from the moment that the card was read (PresencePath.cpp).
  bool cardHere = false;    ///< the holder's own card lies on the plate
  bool faceHere = false;    ///< the face that was proven is in front; never without a proof by face
  bool othersHere = false;  ///< beside it somebody else's
  bool companion = false;   ///< the holder said that somebody is helping him
  std::optional<domain::IdCard> card;
  std::optional<domain::IdentityEvidence> evidence;
  std::string
      staffCard;  ///< id of the staff card on the plate (crypto::staffCardId); not empty in StaffCheck only
  domain::IdentityLevel level = domain::IdentityLevel::L0;
  domain::FaceGuidance guidance = domain::FaceGuidance::None;
  std::optional<domain::ChallengeAction> challenge;  ///< of the running face check
  std::optional<StaffReason> staffReason;
  int challengeCount = 0;  ///< how many were asked in it, this one included
  int faceAttempts = 0;
  int fingerAttempts = 0;
  int staffAttempts = 0;  ///< cards that were laid and are nobody's who may vouch
  bool consentGiven = false;
  bool faceConsent = false;
  bool fingerConsent = false;
  bool fingerUnclear = false;   ///< the last touch gave no usable print and did not count
  bool staffCardTaken = false;  ///< it was taken before the answer: to be laid once more
  bool staffConfirmed = false;  ///< vouched for; L2 is reached when the staff card is off the plate

  std::optional<OperationKind> printWaits;  ///< to be printed as soon as the holder is there

  Uuid requestId;  ///< of the record query and its proof
  std::optional<domain::Record> record;
  std::string checkCode;  ///< of the issued proof
  std::string verifyUrl;
  int sheets = 0;
  int sheetsOut = 0;
  PrintPhase printPhase = PrintPhase::Issuing;

  Uuid caseId;
  std::map<std::string, domain::Answer> answers;   ///< by field id
  std::map<std::string, std::string> fieldErrors;  ///< field id → message code; empty when the form may go on
  std::vector<domain::Material> materials;         ///< in the item's order
  bool proveLater = false;   ///< the ways to L2 were entered from the open case and lead back to it
  bool draftSealed = false;  ///< there is a draft of this case id, which opens for the proven person only
  domain::DraftFate draft;
  bool papersAsked = false;  ///< the platform was asked for papers from before
  bool keepPapers = false;   ///< the resident lets the platform keep what he hands in, for the next time
  std::map<std::string, domain::KeptPaper>
      keptPapers;  ///< its answer: material code → the newest that may stand for it
  std::vector<std::string>
      contradictions;        ///< ids of the item's checks that do not hold, as of the last look at Review
  std::size_t scanning = 0;  ///< index into materials while step is Scan or Promise
  std::map<std::string, int> badScans;         ///< by material: pages and tries that came to nothing
  std::chrono::year_month_day promiseUntil{};  ///< what the promise page names
  ScanPhase scanPhase = ScanPhase::Place;
  std::optional<domain::Material> finding;  ///< of the page just read, until it is accepted or dropped
  domain::PageId scannedPage = 0;           ///< while it is being read
  domain::PageId signature = 0;
  domain::SubmissionState submission = domain::SubmissionState::None;
  bool slipPrinted = false, caseStuck = false;  ///< stuck: not on its way, staff must look
  std::string caseNumber;
  bool handedInBefore = false;      ///< the case is one of an earlier visit: told, not filled in
  Remains left = Remains::Nothing;  ///< of the case that this one went back from, for the guide

  /// Something of an earlier visit is offered, which opens for the proven person only.
  [[nodiscard]] bool offersEarlier() const { return draftSealed || handedInBefore; }
};

/// Of `session`, if it ended now.
[[nodiscard]] Remains remainsOf(const Session& session);

enum class TimerKind { Idle, IdleCountdown, HolderAway, MaskedEnd, AcceptWait, Farewell };
inline constexpr int kTimerCount = 6;

struct State {
  Step step = Step::Attract;
  Preferences preferences;
  Availability availability;
  std::optional<Session> session;      ///< exists from Guide to Rating
  std::optional<Operation> operation;  ///< at most one holds a device or a service at a time
  OperationId lastOperation = 0;
  std::optional<Trouble> trouble;  ///< shown over the page until answered
  bool idleQuestion = false;       ///< 您还在办理吗? (hides the page)
  bool helpCalled = false;
  bool masked = false;        ///< the holder is away or not alone: nothing of his is on the screen
  bool cardOnPlate = false;   ///< a card was read and not yet taken: the farewell page reminds of it
  bool cardLeftOver = false;  ///< it lay there when a session ended: to be lifted before it opens one
  Remains remains = Remains::Nothing;  ///< of the session that ended, while the farewell is shown
  domain::LeftDraft leftDraft;
  bool powerFailed = false;  ///< the machine came back after a power cut: the attract screen says so once
  std::array<bool, kTimerCount> timerRunning{};
};

}  // namespace xiaowu::workflow
