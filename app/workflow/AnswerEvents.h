#pragma once
// What devices and services answer, as events of the session machine. Each carries its own name, and the id
// of the operation that it answers where it answers one.

#include "app/workflow/State.h"
#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"

namespace xiaowu::workflow {

struct CardRead {
  static constexpr std::string_view kName = "cardRead";
  OperationId operation = 0;
  domain::IdCard card;
};
struct CardRemoved {
  static constexpr std::string_view kName = "cardRemoved";
};
struct CardReturned {
  static constexpr std::string_view kName = "cardReturned";
  bool holders = true;  ///< it is the card that the session began with; read again, not only felt
};
/// Who is in front of the camera, after a proof by face; told on every change.
struct HolderSeen {
  static constexpr std::string_view kName = "holderSeen";
  bool holder = false;
  bool others = false;
};
struct FaceGuided {
  static constexpr std::string_view kName = "faceGuided";
  OperationId operation = 0;
  domain::FaceGuidance guidance = domain::FaceGuidance::None;
  std::optional<domain::ChallengeAction> challenge{};
};
struct FacePassed {
  static constexpr std::string_view kName = "facePassed";
  OperationId operation = 0;
  domain::IdentityEvidence evidence;
};
struct FingerPassed {
  static constexpr std::string_view kName = "fingerPassed";
  OperationId operation = 0;
  std::string model;
};  ///< of the reader that compared
struct StaffCardRead {
  static constexpr std::string_view kName = "staffCardRead";
  OperationId operation = 0;
  domain::IdCard card;
  std::string cardId;
};
struct PageScanned {
  static constexpr std::string_view kName = "pageScanned";
  OperationId operation = 0;
  domain::PageId page = 0;
};
struct PageRead {
  static constexpr std::string_view kName = "pageRead";
  OperationId operation = 0;
  domain::Material finding;
};
struct RecordArrived {
  static constexpr std::string_view kName = "recordArrived";
  OperationId operation = 0;
  domain::Record record;
};
struct ProofIssued {
  static constexpr std::string_view kName = "proofIssued";
  OperationId operation = 0;
  std::string checkCode;
  std::string verifyUrl;
  int sheets = 1;
};
struct PrintProgressed {
  static constexpr std::string_view kName = "printProgressed";
  OperationId operation = 0;
  int sheetsOut = 0;
  std::string reason;
};
struct Printed {
  static constexpr std::string_view kName = "printed";
  OperationId operation = 0;
  int sheetsOut = 0;
};
struct Stored {
  static constexpr std::string_view kName = "stored";
  OperationId operation = 0;
};  ///< the submission is on the disk
struct SubmissionChanged {
  static constexpr std::string_view kName = "submissionChanged";
  Uuid caseId;
  domain::SubmissionState state = domain::SubmissionState::None;
  std::string caseNumber;
  bool stuck = false;  ///< the platform has refused it for good: staff must look
};
struct DraftFound {
  static constexpr std::string_view kName = "draftFound";
  OperationId operation = 0;
  Uuid caseId;
  std::map<std::string, domain::Answer> answers;
  std::vector<domain::Material> materials;
};
/// This very card handed this item in not long ago: the case is in this machine or with the platform.
struct CaseFound {
  static constexpr std::string_view kName = "caseFound";
  OperationId operation = 0;
  Uuid caseId;
  domain::SubmissionState state = domain::SubmissionState::Stored;
  std::string caseNumber;
  bool stuck = false;  ///< as in SubmissionChanged
};
struct PapersFound {
  static constexpr std::string_view kName = "papersFound";
  OperationId operation = 0;
  std::vector<domain::KeptPaper> papers;
};
struct NoDraft {
  static constexpr std::string_view kName = "noDraft";
  OperationId operation = 0;
};
/// there is one, and nothing of it is told before the person is proven
struct DraftSealed {
  static constexpr std::string_view kName = "draftSealed";
  OperationId operation = 0;
  Uuid caseId;
};
/// What the last SaveDraft of this case wrote is on the disk.
struct DraftKept {
  static constexpr std::string_view kName = "draftKept";
  Uuid caseId;
};
/// It is not, for whatever reason; what was saved of the case before still is.
struct DraftNotKept {
  static constexpr std::string_view kName = "draftNotKept";
  Uuid caseId;
};
struct OperationFailed {
  static constexpr std::string_view kName = "operationFailed";
  OperationId operation = 0;
  Error error;
};  ///< also the end of a cancelled operation

}  // namespace xiaowu::workflow
