// The ways to prove who is there: face, fingerprint, a member of the staff who compares by eye. All end at
// the same level with an evidence of their own.
#include "app/workflow/Stepper.h"
#include "core/domain/ErrorCodes.h"
#include "core/domain/FaceGuidance.h"
#include "drivers/api/FingerprintReader.h"
#include "drivers/api/IdCardReader.h"

#include "core/base/Error.h"

#include <algorithm>

namespace xiaowu::workflow {
namespace {

// Verdicts that the resident may repeat; every other failure means that this machine cannot do it now.
bool isFaceVerdict(std::string_view code) {
  using namespace domain::errors;
  return code == kFaceNotMatched || code == kFaceNotAlive || code == kFaceNotSeen ||
         code == errors::kTimedOut;
}
bool isFingerVerdict(std::string_view code) {
  return code == domain::errors::kFingerNotMatched || code == drivers::errors::kFingerNotFelt ||
         code == errors::kTimedOut;
}

// The card that lay there could not be read; whoever laid it may try again.
bool isCardFault(std::string_view code) {
  return code == drivers::errors::kCardMoved || code == drivers::errors::kCardRejected ||
         code == drivers::errors::kCardUnreadable;
}

}  // namespace

IdentityMethods availableIdentityMethods(const Session& session, const Availability& availability) {
  IdentityMethods ways;
  ways.face = session.item->allows("face") && availability.has(domain::needs::kCamera) &&
              session.faceAttempts < kAttemptsMax;
  ways.fingerprint = session.item->allows("fingerprint") &&
                     availability.has(domain::needs::kFingerprintReader) && session.card &&
                     !session.card->fingerprint.empty() && session.fingerAttempts < kAttemptsMax;
  ways.staff = session.item->allows("staff") && availability.staffListed &&
               availability.has(domain::needs::kCardReader) && session.staffAttempts < kAttemptsMax;
  return ways;
}

void Stepper::enterIdentity() {
  go(availableIdentityMethods(session(), s.availability).face ? Step::FaceConsent : Step::OtherWays);
}

void Stepper::proven(domain::IdentityEvidence evidence) {
  if (evidence.way == "face") {
    session().faceHere = true;  // he was just looked at; from now on he is followed
    emit(WatchFace{true});
  }
  session().evidence = std::move(evidence);
  session().level = domain::IdentityLevel::L2;
  identityReached();
}

// The search for a draft goes on at the page where the person was proven.
bool Stepper::draftAnswered() {
  const auto* draft = is<DraftFound>();
  if (draft != nullptr && session().level == domain::IdentityLevel::L2) {
    restoreCase(*draft);
    return true;
  }
  const auto* sealed = is<DraftSealed>();
  if (sealed != nullptr || draft != nullptr) {  // whoever opened it too early: nothing of it is looked at
    endOperation();
    session().draftSealed = true;
    session().caseId = sealed != nullptr ? sealed->caseId : draft->caseId;
    go(Step::DraftOffer);
    return true;
  }
  if (const auto* found = is<CaseFound>()) {
    caseFound(*found);
    return true;
  }
  if (is<NoDraft>() != nullptr) {
    openCase();
    return true;
  }
  return false;
}

void Stepper::atFaceConsent() {
  if (is<Back>() != nullptr) {
    return leaveWays();
  }
  if (is<RefuseFace>() != nullptr) {
    return go(Step::OtherWays);
  }
  if (is<Continue>() == nullptr) {
    return;
  }
  session().faceConsent = true;
  enterFace();
}

void Stepper::enterFace() {
  if (session().faceAttempts >= kAttemptsMax) {
    return go(Step::OtherWays);
  }
  session().guidance = domain::FaceGuidance::LookHere;
  session().challenge.reset();
  session().challengeCount = 0;
  go(Step::Face);
  begin(OperationKind::CheckFace);
}

void Stepper::faceGuided(const FaceGuided& guided) {
  session().guidance = guided.guidance;
  if (guided.challenge && guided.challenge != session().challenge) {
    ++session().challengeCount;
  }
  session().challenge = guided.challenge;
}

void Stepper::atFace() {
  if (draftAnswered()) {
    return;
  }
  if (is<Back>() != nullptr) {
    return go(Step::FaceConsent);
  }
  if (is<RefuseFace>() != nullptr) {
    return go(Step::OtherWays);
  }
  if (const auto* guided = is<FaceGuided>()) {
    return faceGuided(*guided);
  }
  if (const auto* passed = is<FacePassed>()) {
    endOperation();
    proven(passed->evidence);
  }
}

void Stepper::atOtherWays() {
  const auto ways = availableIdentityMethods(session(), s.availability);
  if (is<Back>() != nullptr) {
    return ways.face ? go(Step::FaceConsent) : leaveWays();
  }
  if (is<TryFaceAgain>() != nullptr && ways.face) {
    return session().faceConsent ? enterFace() : go(Step::FaceConsent);  // agreed to once is agreed to
  }
  if (is<UseFingerprint>() != nullptr && ways.fingerprint) {
    return go(Step::Finger);
  }
  if (is<AskStaff>() != nullptr && ways.staff) {
    emit(NotifyStaff{"staff.wanted"});
    return enterStaffCard();
  }
  if (is<Continue>() != nullptr) {
    return session().proveLater || session().offersEarlier() ? leaveWays() : finish(Step::Farewell);
  }
}

void Stepper::enterFinger() {
  if (session().fingerAttempts >= kAttemptsMax) {
    return go(Step::OtherWays);
  }
  session().fingerUnclear = false;
  go(Step::Finger);
  begin(OperationKind::MatchFinger);
}

void Stepper::atFinger() {
  if (draftAnswered()) {
    return;
  }
  if (is<Back>() != nullptr) {
    return go(Step::OtherWays);
  }
  if (is<Continue>() != nullptr && !s.operation) {  // nothing is read before the resident has agreed to it
    session().fingerConsent = true;
    return enterFinger();
  }
  if (const auto* passed = is<FingerPassed>()) {
    endOperation();
    proven({"fingerprint", std::nullopt, passed->model});
  }
}

void Stepper::enterStaffCard() {
  session().staffCard.clear();
  session().staffReason.reset();
  session().staffConfirmed = false;
  go(Step::StaffCard);
  // The resident's card is taken first: a card counts as the staff member's only when it was laid for this
  // very purpose.
  if (!s.cardOnPlate) {
    begin(OperationKind::ReadStaffCard);
  }
}

void Stepper::leaveStaff() {
  if (s.step == Step::StaffCheck) {
    emit(ShowHolder{false});
  }
  session().staffCard.clear();
  session().staffConfirmed = false;
  session().staffCardTaken = false;
  go(Step::OtherWays);
}

void Stepper::atStaffCard() {
  if (is<Back>() != nullptr) {
    return leaveStaff();
  }
  const auto* read = is<StaffCardRead>();
  if (read == nullptr) {
    return;
  }
  endOperation();
  s.cardOnPlate = true;
  session().cardHere =
      read->card.number == session().card->number && read->card.encodedPhoto == session().card->encodedPhoto;
  emit(WatchCard{true});
  // The person, not only the card: nobody vouches for himself with another card of his.
  if (read->card.number == session().card->number) {
    return staffCardRefused(domain::errors::kStaffOwnCard);
  }
  if (m_rules.staffCards.count(read->cardId) == 0) {
    return staffCardRefused(domain::errors::kStaffNotListed);
  }
  if (isCardExpired(read->card, m_event.now)) {
    return staffCardRefused(domain::errors::kCardExpired);
  }
  session().staffCard = read->cardId;
  session().staffCardTaken = false;
  go(Step::StaffCheck);
  emit(ShowHolder{true});
}

void Stepper::staffCardRefused(std::string_view code) {
  const bool again = ++session().staffAttempts < kAttemptsMax;
  if (!again) {
    leaveStaff();
  }
  openTrouble(code, again);
}

void Stepper::atStaffCheck() {
  if (draftAnswered() || session().level == domain::IdentityLevel::L2) {
    return;
  }
  if (is<Back>() != nullptr) {
    return leaveStaff();
  }
  if (session().staffConfirmed) {
    return;  // only the card's leaving is awaited
  }
  if (const auto* choice = is<ChooseStaffReason>()) {
    session().staffReason = choice->reason;
    return;
  }
  const auto* verdict = is<VouchForPerson>();
  if (verdict == nullptr || !session().staffReason) {
    return;
  }
  if (verdict->isHolder) {
    session().staffConfirmed = true;
    return;
  }
  emit(ShowHolder{false});
  emit(RecordStaffCheck{session().staffCard, *session().staffReason, false, session().item->code});
  finish(Step::Farewell);
}

void Stepper::staffCardLeft() {
  if (s.step == Step::StaffCard) {
    if (!s.operation && !s.trouble) {
      begin(OperationKind::ReadStaffCard);
    }
    return;
  }
  if (session().level == domain::IdentityLevel::L2) {
    return;
  }
  emit(ShowHolder{false});
  if (!session().staffConfirmed) {
    session().staffCardTaken = true;
    return enterStaffCard();
  }
  const auto reason = *session().staffReason;
  emit(RecordStaffCheck{session().staffCard, reason, true, session().item->code});
  domain::IdentityEvidence evidence{
      "staff", std::nullopt, {}, session().staffCard, std::string(staffReasonName(reason))};
  session().staffCard.clear();
  session().staffConfirmed = false;
  proven(std::move(evidence));
}

void Stepper::readerGone(const std::string& reason) {
  // A running read fails by itself; without one the page would wait for a card that cannot be seen any more.
  const bool waits = (s.step == Step::StaffCard && !s.operation && !s.trouble) ||
                     (s.step == Step::StaffCheck && session().level != domain::IdentityLevel::L2);
  if (!waits) {
    return;
  }
  leaveStaff();
  const bool isGone = reason.rfind("device.", 0) == 0 || reason.empty();
  openTroubleForStaff(isGone ? domain::errors::kCardUnavailable : std::string_view(reason), false);
}

void Stepper::proofOperationFailed(const Error& error) {
  switch (s.step) {
    case Step::Face: return faceFailed(error);
    case Step::Finger: return fingerFailed(error);
    case Step::StaffCard:
      // Nobody has come yet: keep waiting, the session clock asks whether somebody is still there.
      if (error.code == errors::kTimedOut) {
        return begin(OperationKind::ReadStaffCard);
      }
      if (isCardFault(error.code)) {
        return openTrouble(error.code, true);
      }
      leaveStaff();
      return openTroubleForStaff(error.code, false);
    default: return;
  }
}

void Stepper::faceFailed(const Error& error) {
  session().challenge.reset();
  if (!isFaceVerdict(error.code)) {
    go(Step::OtherWays);
    return openTroubleForStaff(error.code, false);
  }
  if (error.code == errors::kTimedOut || error.code == domain::errors::kFaceNotSeen) {
    // Nothing was compared: that costs no try. A mask is told as a mask.
    const bool covered = session().guidance == domain::FaceGuidance::Mask;
    return openTrouble(covered ? domain::errors::kFaceCovered : domain::errors::kFaceNotSeen, true);
  }
  const bool again = ++session().faceAttempts < kAttemptsMax;
  if (!again) {
    go(Step::OtherWays);
  }
  openTrouble(error.code, again);
}

void Stepper::fingerFailed(const Error& error) {
  if (error.code == drivers::errors::kFingerUnclear) {
    begin(OperationKind::MatchFinger);
    session().fingerUnclear = true;
    return;
  }
  if (!isFingerVerdict(error.code)) {
    go(Step::OtherWays);
    return openTroubleForStaff(error.code, false);
  }
  if (error.code == errors::kTimedOut || error.code == drivers::errors::kFingerNotFelt) {
    return openTrouble(drivers::errors::kFingerNotFelt, true);  // nothing was compared
  }
  const bool again = ++session().fingerAttempts < kAttemptsMax;
  if (!again) {
    go(Step::OtherWays);
  }
  openTrouble(error.code, again);
}

void Stepper::openTroubleForStaff(std::string_view code, bool canRetry) {
  if (code != errors::kCancelled && code != errors::kTimedOut) {  // those two say nothing about the machine
    emit(NotifyStaff{std::string(code)});
  }
  openTrouble(code, canRetry);
}

void Stepper::noteStaffTold(const std::optional<Trouble>& before) {
  if (!s.trouble) {
    return;
  }
  const std::string_view code = s.trouble->code;
  const bool stands = before && before->code == code && before->staffTold;
  s.trouble->staffTold = stands || std::any_of(m_effects.begin(), m_effects.end(), [&](const Effect& effect) {
                           const auto* notice = std::get_if<NotifyStaff>(&effect);
                           return notice != nullptr && !notice->code.empty() && code.ends_with(notice->code);
                         });
}

}  // namespace xiaowu::workflow
