#include "app/workflow/Event.h"

#include "app/workflow/Effect.h"

namespace xiaowu::workflow {

std::string_view eventName(const Event& event) {
  return std::visit([](const auto& kind) { return kind.kName; }, event);
}

std::string_view effectName(const Effect& effect) {
  return std::visit([](const auto& kind) { return kind.kName; }, effect);
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
  if (std::holds_alternative<DraftFound>(event) || std::holds_alternative<CaseFound>(event) ||
      std::holds_alternative<NoDraft>(event) || std::holds_alternative<DraftSealed>(event)) {
    return either(K::FindDraft);
  }
  if (std::holds_alternative<PapersFound>(event)) {
    return either(K::FindPapers);
  }
  return std::holds_alternative<OperationFailed>(event);
}

}  // namespace xiaowu::workflow
