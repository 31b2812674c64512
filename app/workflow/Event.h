#pragma once
// Everything that can happen to the session machine. Events of operations carry the operation's id; a stale
// one is ignored.

#include "core/base/Clock.h"
#include "app/workflow/AnswerEvents.h"
#include "app/workflow/PersonEvents.h"

#include <variant>

namespace xiaowu::workflow {

// What happens to the machine.
struct DeviceGone {
  static constexpr std::string_view kName = "deviceGone";
  std::string device;  ///< id of the instance; one that the site does not have changes nothing
  std::string reason;
};
struct DeviceBack {
  static constexpr std::string_view kName = "deviceBack";
  std::string device;
};
struct LinkChanged {
  static constexpr std::string_view kName = "linkChanged";
  bool online = false;
};
struct StorageChanged {
  static constexpr std::string_view kName = "storageChanged";
  bool full = false;
};
/// the power supply runs on its battery and ends soon
struct PowerLost {
  static constexpr std::string_view kName = "powerLost";
};
/// first event after a start that follows a cut
struct PowerRestored {
  static constexpr std::string_view kName = "powerRestored";
};
struct TimerFired {
  static constexpr std::string_view kName = "timerFired";
  TimerKind timer = TimerKind::Idle;
};

using Event = std::variant<
    Touched, Start, Back, Continue, Cancel, CallHelp, CloseHelp, Extend, AllowCompanion, AnswerTrouble,
    ChooseItem, SetLanguage, SetCare, SetControlsLow, RefuseFace, TryFaceAgain, UseFingerprint, AskStaff,
    ChooseStaffReason, VouchForPerson, SetAnswer, EditField, OpenDraft, ScanMaterial, PromiseMaterial,
    LeaveAnswer, FindKeptPapers, ReuseMaterial, KeepPapers, StartScan, AcceptScan, RetakeScan, Signed, Rated,
    CardRead, CardRemoved, CardReturned, HolderSeen, FaceGuided, FacePassed, FingerPassed, StaffCardRead,
    PageScanned, PageRead, RecordArrived, ProofIssued, PrintProgressed, Printed, Stored, SubmissionChanged,
    DraftFound, NoDraft, CaseFound, DraftSealed, DraftKept, DraftNotKept, PapersFound, OperationFailed,
    DeviceGone, DeviceBack, LinkChanged, StorageChanged, PowerLost, PowerRestored, TimerFired, CompareField>;

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
