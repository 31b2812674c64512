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

std::string_view eventName(const Happening& happening) {
  static constexpr std::array<std::string_view, std::variant_size_v<Happening>> kNames = {"touched",
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
  return kNames[happening.index()];
}

const OperationId* operationOf(const Happening& happening) {
  return std::visit(
      [](const auto& event) -> const OperationId* {
        if constexpr (requires { event.operation; }) {
          return &event.operation;
        } else {
          return nullptr;
        }
      },
      happening);
}

bool endsOperation(const Happening& happening) {
  return operationOf(happening) != nullptr && !std::holds_alternative<FaceGuided>(happening) &&
         !std::holds_alternative<PrintProgressed>(happening);
}

bool answers(const Happening& happening, const Operation& operation) {
  const auto* id = operationOf(happening);
  if (id == nullptr || *id != operation.id) {
    return false;
  }
  const auto either = [&](auto... kinds) { return ((operation.kind == kinds) || ...); };
  using K = OperationKind;
  if (std::holds_alternative<CardRead>(happening)) {
    return either(K::ReadCard);
  }
  if (std::holds_alternative<FaceGuided>(happening) || std::holds_alternative<FacePassed>(happening)) {
    return either(K::CheckFace);
  }
  if (std::holds_alternative<FingerPassed>(happening)) {
    return either(K::MatchFinger);
  }
  if (std::holds_alternative<StaffCardRead>(happening)) {
    return either(K::ReadStaffCard);
  }
  if (std::holds_alternative<PageScanned>(happening)) {
    return either(K::ScanPage);
  }
  if (std::holds_alternative<PageRead>(happening)) {
    return either(K::ReadPage);
  }
  if (std::holds_alternative<RecordArrived>(happening)) {
    return either(K::QueryRecord);
  }
  if (std::holds_alternative<ProofIssued>(happening)) {
    return either(K::IssueProof);
  }
  if (std::holds_alternative<PrintProgressed>(happening) || std::holds_alternative<Printed>(happening)) {
    return either(K::PrintProof, K::PrintSlip);
  }
  if (std::holds_alternative<Stored>(happening)) {
    return either(K::Submit);
  }
  if (std::holds_alternative<DraftFound>(happening) || std::holds_alternative<NoDraft>(happening)) {
    return either(K::FindDraft);
  }
  if (std::holds_alternative<PapersFound>(happening)) {
    return either(K::FindPapers);
  }
  return std::holds_alternative<OperationFailed>(happening);
}

std::string_view effectName(const Effect& effect) {
  static constexpr std::array<std::string_view, std::variant_size_v<Effect>> kNames = {
      "beginOperation", "cancelOperation", "leaveOperation", "watchCard",        "startTimer",
      "stopTimer",      "saveDraft",       "removeDraft",    "dropPage",         "reportPrinted",
      "sendRating",     "notifyStaff",     "showHolder",     "recordStaffCheck", "wipe"};
  return kNames[effect.index()];
}

}  // namespace xiaowu::workflow
