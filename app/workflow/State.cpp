#include "app/workflow/SessionFacts.h"

namespace xiaowu::workflow {

namespace {

constexpr auto kOperations = std::to_array<NamedKind<OperationKind>>({
    {OperationKind::ReadCard, "readCard"},
    {OperationKind::CheckFace, "checkFace"},
    {OperationKind::ScanPage, "scanPage"},
    {OperationKind::ReadPage, "readPage"},
    {OperationKind::QueryRecord, "queryRecord"},
    {OperationKind::IssueProof, "issueProof"},
    {OperationKind::PrintProof, "printProof"},
    {OperationKind::PrintSlip, "printSlip"},
    {OperationKind::Submit, "submit"},
    {OperationKind::FindDraft, "findDraft"},
    {OperationKind::FindPapers, "findPapers"},
    {OperationKind::MatchFinger, "matchFinger"},
    {OperationKind::ReadStaffCard, "readStaffCard"},
});
static_assert(standsInOrder(kOperations));
static_assert(kOperations.back().kind == OperationKind::ReadStaffCard);

constexpr auto kReasons = std::to_array<NamedKind<StaffReason>>({
    {StaffReason::FaceRefused, "face-refused"},
    {StaffReason::FaceUnavailable, "face-unavailable"},
    {StaffReason::FaceNotMatched, "face-not-matched"},
    {StaffReason::Injury, "injury"},
    {StaffReason::Frail, "frail"},
    {StaffReason::Other, "other"},
});
static_assert(standsInOrder(kReasons) && kReasons.size() == kStaffReasonCount);

}  // namespace

Remains remainsOf(const Session& session) {
  using S = domain::SubmissionState;
  if (session.caseId.isNull()) {
    return Remains::Nothing;
  }
  switch (session.submission) {
    case S::None:
      if (session.draftSealed) {
        return Remains::Draft;  // of the visit before: nobody opened it
      }
      if (!somethingWritten(session.answers, session.materials)) {
        return Remains::Nothing;
      }
      // Without the chip's photo there is no key for a draft (docs/adr/0002).
      if (!session.card || session.card->encodedPhoto.empty()) {
        return Remains::Discarded;
      }
      if (session.draft.behind) {
        return session.draft.saved ? Remains::EarlierDraft : Remains::Discarded;
      }
      return Remains::Draft;
    case S::Stored:
    case S::Uploaded: return Remains::Stored;
    case S::Accepted:
    case S::Approved:
    case S::AlreadySubmitted:
    case S::Returned: break;
  }
  return Remains::Delivered;
}

std::string_view operationKindName(OperationKind kind) {
  return nameIn(kOperations, kind);
}

std::string_view staffReasonName(StaffReason reason) {
  return nameIn(kReasons, reason);
}

}  // namespace xiaowu::workflow
