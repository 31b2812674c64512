// Stable names of steps, events and effects for logs, tests and the control socket.
#include "app/workflow/Effect.h"
#include "app/workflow/Event.h"

#include <cstddef>

namespace xiaowu::workflow {

std::string_view stepName(Step step) {
  static constexpr std::array<std::string_view, kStepCount> kNames = {
      "attract",    "items",      "guide",     "consent",    "card",     "faceConsent", "face",
      "otherWays",  "finger",     "staffCard", "staffCheck", "fetching", "record",      "printing",
      "result",     "draftOffer", "form",      "materials",  "scan",     "review",      "signature",
      "submitting", "receipt",    "rating",    "farewell"};
  return kNames[static_cast<std::size_t>(step)];
}

std::string_view deviceKindName(DeviceKind device) {
  static constexpr std::array<std::string_view, kDeviceCount> kNames = {
      "idcard", "camera", "scanner", "printer", "slipPrinter", "fingerprint"};
  return kNames[static_cast<std::size_t>(device)];
}

std::string_view operationKindName(OperationKind kind) {
  static constexpr std::array<std::string_view, 13> kNames = {
      "readCard",  "checkFace", "scanPage",  "readPage",   "queryRecord", "issueProof",   "printProof",
      "printSlip", "submit",    "findDraft", "findPapers", "matchFinger", "readStaffCard"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view staffReasonName(StaffReason reason) {
  static constexpr std::array<std::string_view, kStaffReasonCount> kNames = {
      "face-refused", "face-unavailable", "face-not-matched", "injury", "frail", "other"};
  return kNames[static_cast<std::size_t>(reason)];
}

std::string_view eventName(const Event& event) {
  static constexpr std::array<std::string_view, std::variant_size_v<Event>> kNames = {"touched",
                                                                                      "start",
                                                                                      "back",
                                                                                      "continue",
                                                                                      "cancel",
                                                                                      "callHelp",
                                                                                      "closeHelp",
                                                                                      "extend",
                                                                                      "answerTrouble",
                                                                                      "chooseItem",
                                                                                      "setLanguage",
                                                                                      "setCare",
                                                                                      "setControlsLow",
                                                                                      "refuseFace",
                                                                                      "tryFaceAgain",
                                                                                      "useFingerprint",
                                                                                      "askStaff",
                                                                                      "chooseStaffReason",
                                                                                      "vouchForPerson",
                                                                                      "setAnswer",
                                                                                      "editField",
                                                                                      "openDraft",
                                                                                      "scanMaterial",
                                                                                      "promiseMaterial",
                                                                                      "findKeptPapers",
                                                                                      "reuseMaterial",
                                                                                      "keepPapers",
                                                                                      "startScan",
                                                                                      "acceptScan",
                                                                                      "retakeScan",
                                                                                      "signed",
                                                                                      "rated",
                                                                                      "cardRead",
                                                                                      "cardRemoved",
                                                                                      "cardReturned",
                                                                                      "faceGuided",
                                                                                      "facePassed",
                                                                                      "fingerPassed",
                                                                                      "staffCardRead",
                                                                                      "pageScanned",
                                                                                      "pageRead",
                                                                                      "recordArrived",
                                                                                      "proofIssued",
                                                                                      "printProgressed",
                                                                                      "printed",
                                                                                      "stored",
                                                                                      "submissionChanged",
                                                                                      "draftFound",
                                                                                      "noDraft",
                                                                                      "papersFound",
                                                                                      "operationFailed",
                                                                                      "deviceGone",
                                                                                      "deviceBack",
                                                                                      "linkChanged",
                                                                                      "storageChanged",
                                                                                      "powerLost",
                                                                                      "powerRestored",
                                                                                      "timerFired",
                                                                                      "compareField"};
  return kNames[event.index()];
}

const OperationId* operationOf(const Event& event) {
  return std::visit(
      [](const auto& kind) -> const OperationId* {
        if constexpr (requires { kind.operation; }) {
          return &kind.operation;
        } else {
          return nullptr;
        }
      },
      event);
}

bool endsOperation(const Event& event) {
  return operationOf(event) != nullptr && !std::holds_alternative<FaceGuided>(event) &&
         !std::holds_alternative<PrintProgressed>(event);
}

bool answers(const Event& event, const Operation& operation) {
  const auto* id = operationOf(event);
  if (id == nullptr || *id != operation.id) {
    return false;
  }
  const auto either = [&](auto... kinds) { return ((operation.kind == kinds) || ...); };
  using K = OperationKind;
  if (std::holds_alternative<CardRead>(event)) {
    return either(K::ReadCard);
  }
  if (std::holds_alternative<FaceGuided>(event) || std::holds_alternative<FacePassed>(event)) {
    return either(K::CheckFace);
  }
  if (std::holds_alternative<FingerPassed>(event)) {
    return either(K::MatchFinger);
  }
  if (std::holds_alternative<StaffCardRead>(event)) {
    return either(K::ReadStaffCard);
  }
  if (std::holds_alternative<PageScanned>(event)) {
    return either(K::ScanPage);
  }
  if (std::holds_alternative<PageRead>(event)) {
    return either(K::ReadPage);
  }
  if (std::holds_alternative<RecordArrived>(event)) {
    return either(K::QueryRecord);
  }
  if (std::holds_alternative<ProofIssued>(event)) {
    return either(K::IssueProof);
  }
  if (std::holds_alternative<PrintProgressed>(event) || std::holds_alternative<Printed>(event)) {
    return either(K::PrintProof, K::PrintSlip);
  }
  if (std::holds_alternative<Stored>(event)) {
    return either(K::Submit);
  }
  if (std::holds_alternative<DraftFound>(event) || std::holds_alternative<NoDraft>(event)) {
    return either(K::FindDraft);
  }
  if (std::holds_alternative<PapersFound>(event)) {
    return either(K::FindPapers);
  }
  return std::holds_alternative<OperationFailed>(event);
}

std::string_view effectName(const Effect& effect) {
  static constexpr std::array<std::string_view, std::variant_size_v<Effect>> kNames = {
      "beginOperation", "cancelOperation", "leaveOperation", "watchCard",        "startTimer",
      "stopTimer",      "saveDraft",       "removeDraft",    "dropPage",         "reportPrinted",
      "sendRating",     "notifyStaff",     "showHolder",     "recordStaffCheck", "wipe"};
  return kNames[effect.index()];
}

}  // namespace xiaowu::workflow
