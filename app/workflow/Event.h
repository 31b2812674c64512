#pragma once
// Everything that can happen to the session machine. Events of operations carry the operation's id; a stale
// one is ignored.

#include "core/base/Clock.h"
#include "app/workflow/State.h"
#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"

#include <variant>

namespace xiaowu::workflow {

// What a person does.
struct Touched {};  ///< any touch: feeds the session clock
struct Start {};
struct Back {};
struct Continue {};  ///< the page's one primary action
struct Cancel {};    ///< ends the session from any page
struct CallHelp {};
struct CloseHelp {};
struct Extend {};  ///< "I am still here"
struct AnswerTrouble {
  bool retry = false;
};
struct ChooseItem {
  std::string code;
};
struct SetLanguage {
  Language language = Language::Chinese;
};
struct SetCare {
  bool care = false;
};
struct SetControlsLow {
  bool low = false;
};
struct RefuseFace {};
struct TryFaceAgain {};
struct UseFingerprint {};
struct AskStaff {};  ///< 请工作人员核对
struct ChooseStaffReason {
  StaffReason reason = StaffReason::Other;
};
struct VouchForPerson {
  bool isHolder = false;
};  ///< the staff member's verdict after comparing person and card
struct SetAnswer {
  std::string field;
  std::string value;
};
struct EditField {
  std::string field;
};
struct OpenDraft {
  bool open = true;
};
struct ScanMaterial {
  std::string code;
};
struct PromiseMaterial {
  std::string code;
};
struct FindKeptPapers {};  ///< "I handed this in before": proves the person first where that has not happened
struct ReuseMaterial {
  std::string code;
};
struct KeepPapers {
  bool keep = false;
};
struct StartScan {};
struct AcceptScan {};
struct RetakeScan {};
struct CompareField {
  domain::ResidentWord word = domain::ResidentWord::Same;
};  ///< of the field that is shown beside its crop
struct Signed {
  domain::PageId page = 0;
  int strokes = 0;
};
struct Rated {
  int stars = 0;
};

// What devices and services answer.
struct CardRead {
  OperationId operation = 0;
  domain::IdCard card;
};
struct CardRemoved {};
struct CardReturned {};
struct FaceGuided {
  OperationId operation = 0;
  domain::FaceGuidance guidance = domain::FaceGuidance::None;
  std::optional<domain::ChallengeAction> challenge{};
};
struct FacePassed {
  OperationId operation = 0;
  domain::IdentityEvidence evidence;
};
struct FingerPassed {
  OperationId operation = 0;
  std::string model;
};  ///< of the reader that compared
struct StaffCardRead {
  OperationId operation = 0;
  domain::IdCard card;
  std::string cardId;
};
struct PageScanned {
  OperationId operation = 0;
  domain::PageId page = 0;
};
struct PageRead {
  OperationId operation = 0;
  domain::Material finding;
};
struct RecordArrived {
  OperationId operation = 0;
  domain::Record record;
};
struct ProofIssued {
  OperationId operation = 0;
  std::string checkCode;
  std::string verifyUrl;
  int sheets = 1;
};
struct PrintProgressed {
  OperationId operation = 0;
  int sheetsOut = 0;
  std::string reason;
};
struct Printed {
  OperationId operation = 0;
  int sheetsOut = 0;
};
struct Stored {
  OperationId operation = 0;
};  ///< the submission is on the disk
struct SubmissionChanged {
  Uuid caseId;
  domain::SubmissionState state = domain::SubmissionState::None;
  std::string caseNumber;
};
struct DraftFound {
  OperationId operation = 0;
  Uuid caseId;
  std::map<std::string, domain::Answer> answers;
  std::vector<domain::Material> materials;
};
struct PapersFound {
  OperationId operation = 0;
  std::vector<domain::KeptPaper> papers;
};
struct NoDraft {
  OperationId operation = 0;
};
struct OperationFailed {
  OperationId operation = 0;
  Error error;
};  ///< also the end of a cancelled operation

// What happens to the machine.
struct DeviceGone {
  DeviceKind device = DeviceKind::IdCardReader;
  std::string reason;
};
struct DeviceBack {
  DeviceKind device = DeviceKind::IdCardReader;
};
struct LinkChanged {
  bool online = false;
};
struct StorageChanged {
  bool full = false;
};
struct PowerLost {};      ///< the power supply runs on its battery and ends soon
struct PowerRestored {};  ///< first event after a start that follows a cut
struct TimerFired {
  TimerKind timer = TimerKind::Idle;
};

using Event =
    std::variant<Touched, Start, Back, Continue, Cancel, CallHelp, CloseHelp, Extend, AnswerTrouble,
                 ChooseItem, SetLanguage, SetCare, SetControlsLow, RefuseFace, TryFaceAgain, UseFingerprint,
                 AskStaff, ChooseStaffReason, VouchForPerson, SetAnswer, EditField, OpenDraft, ScanMaterial,
                 PromiseMaterial, FindKeptPapers, ReuseMaterial, KeepPapers, StartScan, AcceptScan,
                 RetakeScan, Signed, Rated, CardRead, CardRemoved, CardReturned, FaceGuided, FacePassed,
                 FingerPassed, StaffCardRead, PageScanned, PageRead, RecordArrived, ProofIssued,
                 PrintProgressed, Printed, Stored, SubmissionChanged, DraftFound, NoDraft, PapersFound,
                 OperationFailed, DeviceGone, DeviceBack, LinkChanged, StorageChanged, PowerLost,
                 PowerRestored, TimerFired, CompareField>;

/// An event with what the pure machine may not ask for itself.
struct StampedEvent {
  Event event;
  WallTime now{};
  Uuid freshId;  ///< a new id, used when the event opens a case or a request
};

/// True when the event is an answer that this very operation can give.
[[nodiscard]] bool answers(const Event& event, const Operation& operation);
/// True for answers that end their operation (progress and guidance do not).
[[nodiscard]] bool endsOperation(const Event& event);
/// The operation that the event answers; nullptr for events that answer none.
[[nodiscard]] const OperationId* operationOf(const Event& event);

[[nodiscard]] std::string_view eventName(const Event& event);

}  // namespace xiaowu::workflow
